// Finds what a style sheet uses that browsers of the floor do not know.
import * as csstree from 'css-tree'
import { compatData, missingIn } from './floor.mjs'
import { HARMLESS_CSS } from './harmless.mjs'

const { css } = compatData
const UNITS = {
  ...Object.fromEntries(['dvh', 'dvw', 'dvi', 'dvb', 'dvmin', 'dvmax'].map((unit) => [unit, 'viewport_percentage_units_dynamic'])),
  ...Object.fromEntries(['svh', 'svw', 'svi', 'svb', 'svmin', 'svmax'].map((unit) => [unit, 'viewport_percentage_units_small'])),
  ...Object.fromEntries(['lvh', 'lvw', 'lvi', 'lvb', 'lvmin', 'lvmax'].map((unit) => [unit, 'viewport_percentage_units_large'])),
  ...Object.fromEntries(['cqw', 'cqh', 'cqi', 'cqb', 'cqmin', 'cqmax'].map((unit) => [unit, 'container_query_length_units'])),
}
const FUNCTIONS = indexFunctions(css.types)

/**
 * What does not parse is reported for files only: a string may just look like a style sheet.
 * Rules inside `@supports`, and values after a plain value of the same property in the same block, are their author's care and pass.
 * @returns {{ feature: string, missing: string[] }[]}
 */
export function scanCss(text, { isFile = true } = {}) {
  const findings = []
  const report = (feature, compat) => {
    const missing = missingIn(compat)
    if (missing.length > 0 && !(feature in HARMLESS_CSS)) findings.push({ feature, missing })
    return missing.length > 0
  }
  const onParseError = (error) => isFile && findings.push({ feature: `CSS that does not parse: ${error.message}`, missing: [] })
  const tree = csstree.parse(text, { onParseError })
  csstree.walk(tree, {
    enter(node) {
      if (node.type === 'Atrule' && node.name === 'supports') return this.skip
      if (node.type === 'Atrule') report(`@${node.name}`, css['at-rules'][node.name.toLowerCase()]?.__compat)
      if (node.type === 'FeatureRange') report('@media (width >= …)', css['at-rules'].media.range_syntax.__compat)
      if (node.type === 'Feature') report(`@media (${node.name})`, css['at-rules'].media[node.name.replace(/^(min|max)-/, '')]?.__compat)
      if (node.type === 'PseudoClassSelector') report(`:${node.name}`, css.selectors[node.name.toLowerCase()]?.__compat)
      if (node.type === 'PseudoElementSelector') report(`::${node.name}`, css.selectors[node.name.toLowerCase()]?.__compat)
      if (
        node.type === 'NestingSelector' ||
        (node.type === 'Atrule' && this.rule) ||
        (node.type === 'Raw' && this.block && node.value.includes('{'))
      ) {
        report('CSS nesting', css.selectors.nesting.__compat)
      }
      if (node.type === 'Block') scanDeclarations(node, report)
      return undefined
    },
  })
  return findings
}

function scanDeclarations(block, report) {
  const plain = new Set()
  for (const declaration of block.children) {
    if (declaration.type !== 'Declaration' || declaration.property.startsWith('-')) {
      if (declaration.type === 'Declaration' && declaration.property.startsWith('--')) scanValue(declaration, () => report)
      continue
    }
    const property = declaration.property.toLowerCase()
    if (report(property, css.properties[property]?.__compat)) continue
    const hasFallback = plain.has(property)
    const isNew = scanValue(declaration, () => (hasFallback ? (_feature, compat) => missingIn(compat).length > 0 : report))
    if (!isNew) plain.add(property)
  }
}

/** Answers whether the value uses something new. */
function scanValue({ property, value }, reporter) {
  const report = reporter()
  const known = css.properties[property.toLowerCase()] ?? {}
  // A custom property's value arrives as raw text; what stands in it reaches a real property in the end.
  const parsed = value.type === 'Raw' ? csstree.parse(value.value, { context: 'value', onParseError: () => {} }) : value
  let isNew = false
  csstree.walk(parsed, (node) => {
    const name = 'name' in node ? String(node.name).toLowerCase() : ''
    if (node.type === 'Identifier') isNew = report(`${property}: ${name}`, known[name]?.__compat) || isNew
    if (node.type === 'Function') isNew = report(`${name}()`, FUNCTIONS.get(name) ?? known[name]?.__compat) || isNew
    if (node.type === 'Dimension' && UNITS[node.unit.toLowerCase()]) {
      isNew = report(`the unit ${node.unit}`, css.types.length[UNITS[node.unit.toLowerCase()]].__compat) || isNew
    }
  })
  return isNew
}

function indexFunctions(types, found = new Map()) {
  for (const [name, entry] of Object.entries(types)) {
    if (name === '__compat' || typeof entry !== 'object') continue
    if (entry.__compat && !found.has(name)) found.set(name, entry.__compat)
    indexFunctions(entry, found)
  }
  return found
}
