// Collects which names a script declares, which members it defines itself, and which features it asks for before use.
import { parse } from 'acorn'
import { full } from 'acorn-walk'

/**
 * @returns {{ declared: Set<string>, own: Set<string>, asked: Set<string> }}
 *   `declared`: variables, functions, classes, parameters, imports; `own`: keys of objects and members of classes; `asked`: feature checks
 */
export function ownNames(text) {
  const [declared, own, asked] = [new Set(), new Set(), new Set()]
  let tree
  try {
    tree = parse(text, { ecmaVersion: 2022, sourceType: 'module', allowHashBang: true })
  } catch {
    return { declared, own, asked }
  }
  const ask = (node) => {
    const inner = node?.type === 'ChainExpression' ? node.expression : node
    if (inner?.type === 'Identifier') asked.add(inner.name)
    if (inner?.type === 'MemberExpression' && !inner.computed) asked.add(inner.property.name)
    if (inner?.type === 'UnaryExpression' || inner?.type === 'LogicalExpression') ask(inner.argument ?? inner.left)
    if (inner?.type === 'LogicalExpression') ask(inner.right)
  }
  full(tree, (node) => {
    if (node.type === 'VariableDeclarator') bind(node.id, declared)
    if (/Function/.test(node.type)) for (const parameter of node.params) bind(parameter, declared)
    if (/^(Function|Class)/.test(node.type) && node.id) declared.add(node.id.name)
    if (node.type === 'CatchClause' && node.param) bind(node.param, declared)
    if (node.type === 'ImportDeclaration') for (const { local } of node.specifiers) declared.add(local.name)
    if (['Property', 'PropertyDefinition', 'MethodDefinition'].includes(node.type)) own.add(node.key.name ?? node.key.value)
    if (node.type === 'BinaryExpression' && node.operator === 'in' && node.left.type === 'Literal') asked.add(node.left.value)
    if (node.type === 'UnaryExpression' && node.operator === 'typeof') ask(node.argument)
    if (node.type === 'IfStatement' || node.type === 'ConditionalExpression') ask(node.test)
    if (node.type === 'LogicalExpression') ask(node.left)
    if (node.type === 'CallExpression' && node.optional) ask(node.callee)
  })
  return { declared, own, asked }
}

function bind(pattern, declared) {
  if (!pattern) return
  if (pattern.type === 'Identifier') declared.add(pattern.name)
  if (pattern.type === 'ObjectPattern') for (const property of pattern.properties) bind(property.value ?? property.argument, declared)
  if (pattern.type === 'ArrayPattern') for (const element of pattern.elements) bind(element, declared)
  bind(pattern.left ?? (pattern.type === 'RestElement' ? pattern.argument : null), declared)
}
