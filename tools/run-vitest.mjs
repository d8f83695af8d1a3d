// Runs the workspace's tests with vitest and counts them.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { countTests } from './count-tests.mjs'
import { cacheFolder } from './root.mjs'
import { runCommand } from './run-command.mjs'

const REPORT = join(cacheFolder, 'tests.json')

/**
 * Its output goes to the terminal as it comes.
 * @param {string[]} args more arguments for vitest
 * @param {Record<string, string>} env
 * @returns {Promise<import('./count-tests.mjs').Counts>}
 */
export async function runVitest(args, env) {
  mkdirSync(dirname(REPORT), { recursive: true })
  rmSync(REPORT, { force: true })
  const { ok } = await runCommand('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`, ...args], {
    env,
    live: true,
  })
  return countTests(existsSync(REPORT) ? JSON.parse(readFileSync(REPORT, 'utf8')) : null, ok)
}
