// Finds elements and attributes in markup that browsers of the floor do not know.
import { compatData, missingIn } from './floor.mjs'
import { HARMLESS_HTML } from './harmless.mjs'

const { elements, global_attributes: globals } = compatData.html
const TAG = /<([a-z][a-z0-9-]*)((?:\s+[?.@]?[\w:-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*\/?>?/g
const ATTRIBUTE = /\s([?.@]?)([\w:-]+)(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?/g

/**
 * Reads Lit's `?inert=` and `.inert=` as the attribute; event listeners (`@click=`) are none.
 * @returns {{ feature: string, missing: string[] }[]}
 */
export function scanHtml(text) {
  const findings = []
  const report = (feature, compat) => {
    const missing = missingIn(compat)
    if (missing.length > 0 && !(feature in HARMLESS_HTML)) findings.push({ feature, missing })
  }
  for (const [, element, attributes] of text.matchAll(TAG)) {
    if (!elements[element]) continue
    report(`<${element}>`, elements[element].__compat)
    for (const [, sign, attribute] of attributes.matchAll(ATTRIBUTE)) {
      if (sign === '@') continue
      report(`${attribute}=`, (elements[element][attribute] ?? globals[attribute])?.__compat)
    }
  }
  return findings
}
