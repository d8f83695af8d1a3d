// Reads which modules a script imports, and whether as types or at run time.
import { readFileSync } from 'node:fs'
import ts from 'typescript'

/**
 * @typedef {{ from: string, kind: 'types' | 'value' | 'dynamic', names: string[] | null, line: number }} Import
 *   `names`: what is imported by name; null for everything (`import * as`, default, side effects, `import()`)
 */

/**
 * A clause counts as types only when it says so as a whole (`import type`): `import { type A }` still loads the module at run time.
 * @returns {Import[]}
 */
export function readImports(file, text = readFileSync(file, 'utf8')) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const found = []
  const add = (node, specifier, kind, names) => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return
    found.push({ from: specifier.text, kind, names, line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1 })
  }
  const visit = (node) => {
    if (ts.isImportDeclaration(node)) {
      add(
        node,
        node.moduleSpecifier,
        node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? 'types' : 'value',
        namesOf(node.importClause),
      )
    }
    if (ts.isExportDeclaration(node)) {
      const names = node.exportClause && ts.isNamedExports(node.exportClause) ? node.exportClause.elements.map(nameOf) : null
      add(node, node.moduleSpecifier, node.isTypeOnly ? 'types' : 'value', names)
    }
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node, node.argument.literal, 'types', null)
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node, node.arguments[0], 'dynamic', null)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function namesOf(clause) {
  const bindings = clause?.namedBindings
  if (!bindings || clause.name || !ts.isNamedImports(bindings)) return null
  return bindings.elements.map(nameOf)
}

const nameOf = (element) => (element.propertyName ?? element.name).text
