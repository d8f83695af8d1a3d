// Checks that every room imports only through its doors, and that no package imports itself in a circle.
import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { pathToFileURL } from 'node:url'
import { findCycles } from './find-cycles.mjs'
import { listFiles } from './list-files.mjs'
import { readImports } from './read-imports.mjs'
import { ruleFor } from './room-rules.mjs'
import { root } from './root.mjs'

const SCRIPT = /\.(ts|tsx|mts|js|mjs)$/
const TEST = /\.(test|bench)\.[cm]?[jt]sx?$|\/(test|tests|testing|fixtures)\/|vitest\.config|tsup\.config|vite\.config/

/**
 * Tests may use any third party that their package declares; the workspace's own packages stay behind their doors for them too.
 * @param {Record<string, string>} [files] path from the root → text; what git knows unless given
 * @returns {string[]} one line for each broken rule
 */
export function checkBoundaries(files = readAll()) {
  const problems = []
  const graph = new Map()
  for (const [file, text] of Object.entries(files)) {
    const rule = ruleFor(file)
    if (!rule) continue
    const imports = readImports(file, text)
    for (const found of imports) {
      const problem = found.from.startsWith('.') ? leavesPackage(file, found) : breaksRule(file, found, rule)
      if (problem) problems.push(`${file}:${found.line} ${problem}`)
    }
    const local = imports.filter(({ from, kind }) => from.startsWith('.') && kind === 'value')
    graph.set(
      file,
      local.map(({ from }) => normalize(join(dirname(file), from))),
    )
  }
  for (const cycle of findCycles(graph)) problems.push(`circle: ${cycle.join(' → ')}`)
  return problems
}

function leavesPackage(file, { from }) {
  const home = homeOf(file)
  return normalize(join(dirname(file), from)).startsWith(`${home}/`)
    ? null
    : `imports ${from}, which is outside ${home}; import the package by its name`
}

function breaksRule(file, { from, kind, names }, { types, values, others }) {
  if (!from.startsWith('@foyer/')) {
    return TEST.test(file) || others(from, names, file) ? null : `imports ${from}, which ${homeOf(file)} may not`
  }
  if (/^@foyer\/[^/]+\/(src|dist)\//.test(from)) return `imports ${from}: the inside of another package`
  const allowed = kind === 'types' ? [...types, ...values] : values
  if (allowed.some((name) => from === name || from.startsWith(`${name}/`))) return null
  return types.some((name) => from.startsWith(name))
    ? `imports ${from} at run time; only its types are allowed here`
    : `imports ${from}, which ${homeOf(file)} may not`
}

const homeOf = (file) =>
  file
    .split('/')
    .slice(0, /^(packages|apps|examples)\//.test(file) ? 2 : 1)
    .join('/')

const readAll = () =>
  Object.fromEntries(
    listFiles()
      .filter((file) => SCRIPT.test(file))
      .map((file) => [file, readFileSync(join(root, file), 'utf8')]),
  )

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const problems = checkBoundaries()
  console.log(problems.length === 0 ? 'every import goes through a door' : problems.join('\n'))
  process.exitCode = problems.length > 0 ? 1 : 0
}
