// `node tools/draw-statuses.mjs`: draws both state diagrams of the guide from what core decides. With --check it only compares.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './root.mjs'

const PAGE = 'docs/guide/concepts.md'
/** Drawn in this order, whatever the walk met first. */
const ORDER = ['[*]', 'none', 'unconfirmed', 'pending', 'confirmed', 'offline', 'invited', 'online', 'deactivated']

/**
 * Each diagram stands between `<!-- drawn: account -->` (or `email`) and `<!-- end -->`.
 * @returns {Promise<string>} the page with both diagrams as they ought to be
 */
export async function drawStatuses(text) {
  const { walkStatuses } = await import('./status-walk.mjs')
  const ways = walkStatuses()
  return text.replace(/(<!-- drawn: (account|email) -->\n)[\s\S]*?(<!-- end -->)/g, (_, begin, kind, end) => {
    return `${begin}\n${diagramOf(ways[kind])}\n\n${end}`
  })
}

/** @returns {Promise<string[]>} one line when the page says something else than core does */
export async function checkStatuses() {
  const text = readFileSync(join(root, PAGE), 'utf8')
  const drawn = await drawStatuses(text)
  if (!text.includes('<!-- drawn: account -->') || !text.includes('<!-- drawn: email -->')) return [`${PAGE}: a state diagram is missing`]
  return drawn === text ? [] : [`${PAGE}: the state diagrams are out of step with core; run node tools/draw-statuses.mjs`]
}

function diagramOf(ways) {
  const arrows = [...ways]
    .map(([key, names]) => ({ ends: key.split(' → '), names: [...names] }))
    .sort((a, b) => rank(a.ends[0]) - rank(b.ends[0]) || rank(a.ends[1]) - rank(b.ends[1]))
  const none = arrows.some(({ ends }) => ends.includes('none')) ? ['  state "null" as none'] : []
  const lines = arrows.map(({ ends, names }) => `  ${ends[0]} --> ${ends[1]}: ${names.join(', ')}`)
  return ['```mermaid', 'stateDiagram-v2', ...none, ...lines, '```'].join('\n')
}

const rank = (status) => ORDER.indexOf(status)

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (!process.argv.includes('--check')) writeFileSync(join(root, PAGE), await drawStatuses(readFileSync(join(root, PAGE), 'utf8')))
  const problems = await checkStatuses()
  console.log(problems.length === 0 ? 'both diagrams say what core does' : problems.join('\n'))
  process.exitCode = problems.length > 0 ? 1 : 0
}
