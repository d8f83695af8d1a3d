// Finds syntax and interfaces in a script that browsers of the floor do not know, and reads the styles and markup in its strings.
import { parse } from 'acorn'
import { fullAncestor } from 'acorn-walk'
import { compatData, missingIn } from './floor.mjs'
import { COMES_WITH, HARMLESS_SCRIPT } from './harmless.mjs'
import { membersByName } from './members-by-name.mjs'
import { ownNames } from './own-names.mjs'
import { scanCss } from './scan-css.mjs'
import { scanHtml } from './scan-html.mjs'

const { api, javascript } = compatData
const { builtins } = javascript
const MEMBERS = membersByName(compatData)
const LOOKS_LIKE_CSS = /[^{}]*\{[^{}]*[\w-]+\s*:[^{}]*\}|@media|@container|@layer/
const LOOKS_LIKE_HTML = /<[a-z][a-z0-9-]*[\s/>]/

/**
 * Whatever the script asks for first (`'x' in y`, `typeof y.x`, `y.x?.()`, `if (y.x)`, `y.x && …`) passes.
 * @returns {{ feature: string, missing: string[] }[]}
 */
export function scanScript(text) {
  const findings = []
  const { asked, own, declared } = ownNames(text)
  const report = (feature, compat, ...names) => {
    if (names.some((name) => asked.has(name) || asked.has(COMES_WITH[name])) || feature in HARMLESS_SCRIPT) return
    const missing = missingIn(compat)
    if (missing.length > 0) findings.push({ feature, missing })
  }
  let tree
  try {
    tree = parse(text, { ecmaVersion: 2022, sourceType: 'module', allowHashBang: true })
  } catch (error) {
    return [{ feature: `syntax newer than ES2022: ${error.message}`, missing: [] }]
  }
  fullAncestor(tree, (node, ancestors) => {
    if (node.type === 'StaticBlock') report('static { … } in a class', javascript.classes.static.initialization_blocks.__compat)
    if (node.type === 'Literal' && node.regex) scanRegExp(node.regex, report)
    if (node.type === 'Literal' && typeof node.value === 'string') scanText(node.value, findings)
    if (node.type === 'TemplateLiteral') scanText(joinTemplate(node), findings)
    if (node.type === 'Identifier' && !declared.has(node.name) && isReference(node, ancestors.at(-2))) {
      report(node.name, (builtins[node.name] ?? interfaceOf(node.name))?.__compat, node.name)
    }
    if (node.type === 'MemberExpression') scanMember(node, { declared, own, report })
  })
  return findings
}

function scanMember({ object, property, computed }, { declared, own, report }) {
  const name = computed ? property.value : property.name
  if (typeof name !== 'string') return
  const holder = object.type === 'Identifier' && !declared.has(object.name) ? object.name : null
  const isGlobal = holder !== null && ['window', 'globalThis', 'self'].includes(holder)
  if (isGlobal) return report(name, (builtins[name] ?? interfaceOf(name) ?? api.Window[name])?.__compat, name)
  const statics = holder && { ...api[holder], ...builtins[holder] }
  const known = statics && (statics[`${name}_static`] ?? builtins[holder]?.[name])
  if (known) return report(`${holder}.${name}`, known.__compat, name, holder)
  if (own.has(name)) return undefined
  const candidates = MEMBERS.get(name) ?? []
  // A name that any interface of the floor has may be meant; one that none has cannot work.
  if (candidates.length > 0 && candidates.every(({ compat }) => missingIn(compat).length > 0)) {
    const { owner, compat } = candidates[0]
    report(`${owner}.${name}`, compat, name)
  }
  return undefined
}

/** Functions of the window, such as `structuredClone`, and interfaces. */
const interfaceOf = (name) => api[name] ?? (/^[a-z]/.test(name) ? api.Window?.[name] : undefined) ?? api[`${name}_static`]

/** Whether an identifier reads a variable; names of members, keys and labels do not. */
function isReference(node, parent) {
  if (!parent) return false
  if (parent.type === 'MemberExpression') return parent.object === node || parent.computed
  if (['Property', 'PropertyDefinition', 'MethodDefinition'].includes(parent.type)) return parent.value === node || parent.computed
  return !['LabeledStatement', 'BreakStatement', 'ContinueStatement', 'ImportSpecifier', 'ExportSpecifier', 'MetaProperty'].includes(
    parent.type,
  )
}

function scanRegExp({ pattern, flags }, report) {
  const expressions = javascript.regular_expressions
  if (/\(\?<[=!]/.test(pattern)) report('(?<=…) in a regular expression', expressions.lookbehind_assertion.__compat)
  if (/\(\?[a-z-]+:/.test(pattern)) report('(?i:…) in a regular expression', expressions.modifier.__compat)
  if (flags.includes('v')) report('the flag v of regular expressions', builtins.RegExp.unicodeSets.__compat)
  if (flags.includes('d')) report('the flag d of regular expressions', builtins.RegExp.hasIndices.__compat)
}

function scanText(text, findings) {
  if (LOOKS_LIKE_HTML.test(text)) findings.push(...scanHtml(text))
  else if (LOOKS_LIKE_CSS.test(text)) findings.push(...scanCss(text, { isFile: false }))
}

/** Puts a stand-in where a style sheet's value would come, and nothing between rules. */
function joinTemplate({ quasis }) {
  return quasis.reduce((text, { value }) => {
    const sinceRule = text.slice(Math.max(...['{', '}', ';'].map((sign) => text.lastIndexOf(sign))) + 1)
    return `${text}${sinceRule.includes(':') ? 'var(--x)' : ''}${value.cooked ?? ''}`
  }, '')
}
