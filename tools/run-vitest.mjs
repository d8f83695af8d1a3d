// Runs the workspace's tests with vitest and counts them.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { countTests } from './count-tests.mjs'
import { listFailures, listSecondTries } from './list-failures.mjs'
import { cacheFolder, root } from './root.mjs'
import { runCommand } from './run-command.mjs'

/**
 * Its output goes to the terminal as it comes.
 * @param {string} name of the run: several may go on at once
 * @param {string[]} args more arguments for vitest
 * @param {Record<string, string>} env
 * @returns {Promise<import('./count-tests.mjs').Counts & { failures: string[], secondTries: string[] }>}
 */
export async function runVitest(name, args, env) {
  const report = join(cacheFolder, `tests-${name}.json`)
  mkdirSync(dirname(report), { recursive: true })
  rmSync(report, { force: true })
  const { ok } = await runCommand('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args], {
    env,
    live: true,
  })
  const told = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null
  return { ...countTests(told, ok), failures: listFailures(told, root), secondTries: listSecondTries(told, root) }
}
