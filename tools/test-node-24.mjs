// `npm run test:node24`: runs the tests without a browser on Node 24, which the npm package `node` brings.
import { build } from './build.mjs'
import { checkNodeVersion } from './check-node-version.mjs'
import { installPackages } from './install-packages.mjs'
import { runCommand } from './run-command.mjs'
import { showStep } from './show-step.mjs'

checkNodeVersion()
if (!(await installPackages())) process.exit(1)
if ((await showStep('Build', () => build())).state === 'failed') process.exit(1)
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', '!e2e', '--project', '!@foyer/e2e', ...process.argv.slice(2)]
const { code } = await runCommand('npx', ['--yes', '--package', 'node@24', '--', 'node', ...vitest], { live: true })
process.exit(code)
