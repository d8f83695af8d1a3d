// Checks that every room imports only through its doors, and that no package imports itself in a circle.
import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { pathToFileURL } from 'node:url'
import { findCycles } from './find-cycles.mjs'
import { findTestFiles } from './find-test-files.mjs'
import { listFiles } from './list-files.mjs'
import { readImports } from './read-imports.mjs'
import { ruleFor } from './room-rules.mjs'
import { root } from './root.mjs'

const SCRIPT = /\.(ts|tsx|mts|js|mjs)$/

/**
 * Tests, and what only they load, may use any third party that their package declares, and at run time what the source may use as types.
 * They and the benchmarks may use the workspace's tools.
 * @param {Record<string, string>} [files] path from the root → text; what git knows unless given
 * @returns {string[]} one line for each broken rule
 */
export function checkBoundaries(files = readAll()) {
  const rooms = Object.entries(files).filter(([file]) => ruleFor(file))
  const imports = new Map(rooms.map(([file, text]) => [file, readImports(file, text)]))
  const tests = findTestFiles(graphOf(imports, () => true))
  const problems = []
  for (const [file, list] of imports) {
    for (const found of list) {
      const isTest = tests.has(file)
      const problem = found.from.startsWith('.') ? leavesPackage(file, found, isTest) : breaksRule(file, found, ruleFor(file), isTest)
      if (problem) problems.push(`${file}:${found.line} ${problem}`)
    }
  }
  const loading = graphOf(imports, ({ kind }) => kind === 'value')
  return [...problems, ...findCycles(loading).map((cycle) => `circle: ${cycle.join(' → ')}`)]
}

const graphOf = (imports, isMeant) =>
  new Map(
    [...imports].map(([file, list]) => [
      file,
      list.filter((found) => found.from.startsWith('.') && isMeant(found)).map(({ from }) => resolveFrom(file, from)),
    ]),
  )

const resolveFrom = (file, from) => normalize(join(dirname(file), from))

function leavesPackage(file, { from }, isTest) {
  const target = resolveFrom(file, from)
  if (target.startsWith(`${homeOf(file)}/`) || ((isTest || ['bench', 'e2e'].includes(homeOf(file))) && target.startsWith('tools/')))
    return null
  return `imports ${from}, which is outside ${homeOf(file)}; import the package by its name`
}

function breaksRule(file, { from, kind, names }, { types, values, others }, isTest) {
  if (!from.startsWith('@foyer/')) return isTest || others(from, names, file) ? null : `imports ${from}, which ${homeOf(file)} may not`
  if (/^@foyer\/[^/]+\/(src|dist)\//.test(from)) return `imports ${from}: the inside of another package`
  const allowed = kind === 'types' || isTest ? [...types, ...values] : values
  if (allowed.some((name) => from === name || from.startsWith(`${name}/`))) return null
  return types.some((name) => from === name || from.startsWith(`${name}/`))
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
