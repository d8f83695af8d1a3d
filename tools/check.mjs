// `npm run check`: everything that can be checked without running the tests, each as a step; goes on after a failure.
import { pathToFileURL } from 'node:url'
import { build } from './build.mjs'
import { checkNodeVersion } from './check-node-version.mjs'
import { installPackages } from './install-packages.mjs'
import { runCommand } from './run-command.mjs'
import { showStep } from './show-step.mjs'

/** Loaded late: on a fresh machine these need what the installation brings. */
const STEPS = [
  ['Format and lint', () => commandStep('biome', ['ci', '--colors=off', '--error-on-warnings'])],
  ['Build', () => build()],
  ['Types', async () => problemStep(await (await import('./check-types.mjs')).checkTypes())],
  ['Rooms and doors', async () => problemStep((await import('./check-boundaries.mjs')).checkBoundaries())],
  ['Package shape', async () => problemStep(await (await import('./check-packages.mjs')).checkPackages())],
  ['Unused files, exports and dependencies', () => commandStep('knip', ['--no-progress'])],
  ['Sizes', sizeStep],
  ['Browser floor', async () => problemStep((await import('./check-browser-floor.mjs')).checkBrowserFloor().problems)],
  ['Documentation in step', docsStep],
  ['Security requirements', securityStep],
  ['No machine paths', async () => problemStep((await import('./check-machine-paths.mjs')).checkMachinePaths())],
]

/** Runs every step. @returns {Promise<(import('./show-step.mjs').StepResult & { name: string })[]>} */
export async function runChecks() {
  const results = []
  for (const [name, work] of STEPS) results.push(await showStep(name, work))
  return results
}

const problemStep = (problems) =>
  problems.length === 0 ? { state: 'passed' } : { state: 'failed', note: `${problems.length} found`, log: problems.join('\n') }

async function commandStep(command, args) {
  const { ok, output } = await runCommand(command, args)
  return ok ? { state: 'passed' } : { state: 'failed', log: output }
}

async function sizeStep() {
  const { checkSizes, tableOf } = await import('./check-sizes.mjs')
  const { weights, problems } = checkSizes()
  const note = weights.map(({ name, bytes, limit }) => `${name} ${bytes} of ${limit}`).join(', ')
  return problems.length === 0 ? { state: 'passed', note } : { state: 'failed', log: [tableOf(weights), ...problems].join('\n') }
}

async function securityStep() {
  const { SECURITY_PAGES, checkSecurityTable } = await import('./check-security-table.mjs')
  const tables = SECURITY_PAGES.map((page) => checkSecurityTable(page))
  const sum = (of) => tables.reduce((total, table) => total + table[of], 0)
  const facts = (await import('./check-facts.mjs')).checkFacts()
  return {
    ...problemStep([...tables.flatMap(({ problems }) => problems), ...facts]),
    note: `${sum('requirements')} requirements and attacks, ${sum('tests')} tests named`,
  }
}

async function docsStep() {
  const { samples, problems } = await (await import('./check-docs.mjs')).checkDocs()
  problems.push(...(await (await import('./draw-statuses.mjs')).checkStatuses()))
  return { ...problemStep(problems), note: `${samples} samples${problems.length > 0 ? `, ${problems.length} found` : ''}` }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  checkNodeVersion()
  if (!(await installPackages())) process.exit(1)
  const failed = (await runChecks()).filter(({ state }) => state === 'failed')
  if (failed.length > 0) console.log(`\nFailed: ${failed.map(({ name }) => name).join(', ')}`)
  process.exitCode = failed.length > 0 ? 1 : 0
}
