// `npm test`: installs, builds, checks and tests everything; the last line counts what passed and failed.
import { join } from 'node:path'
import { build } from './build.mjs'
import { runChecks } from './check.mjs'
import { checkNodeVersion } from './check-node-version.mjs'
import { countLine } from './count-tests.mjs'
import { findBrowser } from './find-browser.mjs'
import { installPackages } from './install-packages.mjs'
import { listWorkspaces } from './list-workspaces.mjs'
import { root } from './root.mjs'
import { runCommand } from './run-command.mjs'
import { runVitest } from './run-vitest.mjs'
import { showStep } from './show-step.mjs'

const EXAMPLE_LIMIT_MS = 5 * 60_000
const HELP = `npm test                            everything
npm test -- --only <project>        the tests of one project, such as core or e2e, without the checks
npm test -- --changed               the tests that uncommitted changes touch, without the checks`

const args = process.argv.slice(2)
const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : null
const isPart = only !== null || args.includes('--changed')
const steps = []

checkNodeVersion()
if (args.includes('--help') || only === undefined) {
  console.log(HELP)
  process.exit(only === undefined ? 1 : 0)
}
if (!(await installPackages())) finish({ passed: 0, failed: 1, skipped: 0, failures: [], secondTries: [] })
if (isPart) steps.push(await showStep('Build', () => build()))
else steps.push(...(await runChecks()))

const { path: browser, reason } = only === null || only === 'e2e' ? await findBrowser() : { path: null, reason: null }
if (reason)
  steps.push(await showStep('Browser tests', () => ({ state: process.env.FOYER_REQUIRE_BROWSER ? 'failed' : 'skipped', note: reason })))
const env = browser ? { FOYER_BROWSER: browser } : {}
const changed = args.includes('--changed') ? ['--changed'] : []
const choose = (...names) => [...names.flatMap((name) => ['--project', name]), ...changed]
// Each run has one worker, and waits much of its time: two at once take little more than the longer one.
const runs = only
  ? [runVitest(only, choose(only, `@foyer/${only}`), env)]
  : [runVitest('rooms', choose('!e2e'), env), ...(browser ? [runVitest('e2e', [...choose('e2e'), '--passWithNoTests'], env)] : [])]
const tests = (await Promise.all(runs)).reduce((sum, one) => ({
  passed: sum.passed + one.passed,
  failed: sum.failed + one.failed,
  skipped: sum.skipped + one.skipped,
  failures: [...sum.failures, ...one.failures],
  secondTries: [...sum.secondTries, ...one.secondTries],
}))
if (!isPart) steps.push(...(await runExamples()))
finish(tests)

/** An example that can test itself has a script named `test`. */
async function runExamples() {
  const results = []
  for (const { path, manifest } of listWorkspaces().filter(
    ({ path, manifest }) => path.startsWith('examples/') && manifest.scripts?.test,
  )) {
    const work = async () => {
      const { ok, output } = await runCommand(manifest.scripts.test, [], {
        cwd: join(root, path),
        shell: true,
        timeoutMs: EXAMPLE_LIMIT_MS,
      })
      return ok ? { state: 'passed' } : { state: 'failed', log: output }
    }
    results.push(await showStep(path, work))
  }
  return results
}

function finish({ passed, failed, skipped, failures, secondTries }) {
  const count = (state) => steps.filter((step) => step.state === state).length
  const total = { passed: passed + count('passed'), failed: failed + count('failed'), skipped: skipped + count('skipped') }
  const names = steps.filter(({ state }) => state === 'failed').map(({ name }) => name)
  if (names.length > 0) console.log(`\nFailed steps: ${names.join(', ')}`)
  if (secondTries.length > 0) console.log(`\nPassed at the second try, to be looked at:\n${secondTries.join('\n')}`)
  if (failures.length > 0) console.log(`\nFailed tests:\n${failures.join('\n')}`)
  console.log(countLine(total))
  process.exit(total.failed > 0 ? 1 : 0)
}
