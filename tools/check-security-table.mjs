// Checks that the tables of docs/security name tests that are there: each requirement and each attack has a test, a page, or the reason why it has none.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { root } from './root.mjs'

const PAGE = 'docs/security/asvs.md'
/** Tables of the same shape. */
export const SECURITY_PAGES = [PAGE, 'docs/security/sign-in.md', 'docs/security/faults.md']
/** `V1.2.3` of the standard, or an attack of our own list such as `P1`. */
const REQUIREMENT = /^- \*\*(?:(V\d+\.\d+\.\d+)\*\* \(level [12]\)|([A-U]\d+)\*\*)\. \S/
const TEST = /^ {2}- \[([^\]]+)\]\(([^)]+)\) › `(.+)`$/
const OTHERWISE = /^ {2}- (By documentation|For the operator|Not yet|Does not apply): \S.*\.$/

/**
 * @param {string} [page] of the table, below the root
 * @param {(path: string) => string | null} [read] the text of a file below the root; `null` where there is none
 * @returns {{ requirements: number, tests: number, problems: string[] }}
 */
export function checkSecurityTable(page = PAGE, read = readBelowRoot) {
  const problems = []
  const seen = new Set()
  let tests = 0
  let open = null
  const close = () => {
    if (open?.answers === 0) problems.push(`${page}:${open.line} ${open.id} has neither a test nor a reason`)
  }
  for (const [at, line] of (read(page) ?? '').split('\n').entries()) {
    const [, requirement, attack] = REQUIREMENT.exec(line) ?? []
    const id = requirement ?? attack
    if (id !== undefined) {
      close()
      if (seen.has(id)) problems.push(`${page}:${at + 1} ${id} stands there twice`)
      seen.add(id)
      open = { id, line: at + 1, answers: 0 }
    } else if (/^- \*\*/.test(line)) problems.push(`${page}:${at + 1} is not "- **V1.2.3** (level 1). What is asked"`)
    else if (line.startsWith('  - ') && open !== null) {
      open.answers += 1
      const test = TEST.exec(line)
      if (test !== null) {
        tests += 1
        const problem = faultOf(page, test, read)
        if (problem !== null) problems.push(`${page}:${at + 1} ${open.id}: ${problem}`)
      } else if (!OTHERWISE.test(line)) problems.push(`${page}:${at + 1} ${open.id}: neither a test nor a reason`)
    }
  }
  close()
  if (seen.size === 0) problems.push(`${page} names no requirement`)
  return { requirements: seen.size, tests, problems }
}

function faultOf(page, [, shown, target, title], read) {
  const path = posix.normalize(posix.join(dirname(page), target))
  if (shown !== path) return `the link to ${target} shows ${shown}`
  if (!/\.test\.(ts|mjs)$/.test(path)) return `${path} is no test`
  const text = read(path)
  if (text === null) return `${path} is not there any more`
  const there = text.includes(title) || text.includes(title.replaceAll("'", "\\'"))
  return there ? null : `${path} has no test "${title}" any more`
}

function readBelowRoot(path) {
  const file = join(root, path)
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}
