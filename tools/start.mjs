// `npm start`: installs, builds and starts the demo on a machine that has Node and npm and nothing else.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { build } from './build.mjs'
import { checkNodeVersion } from './check-node-version.mjs'
import { installPackages } from './install-packages.mjs'
import { root } from './root.mjs'
import { showStep } from './show-step.mjs'

const DEMO = join(root, 'apps/demo/dist/start.js')
const args = process.argv.slice(2)

checkNodeVersion()
if (args.includes('--help')) {
  console.log(
    'npm start                      start the demo on http://localhost, data in ./data\nnpm start -- --fresh           start over with new demo data\nnpm start -- --lan             serve the local network, for phones\nnpm start -- --questions       ask at a sign-in whose device it is, and offer a passkey\nnpm start -- --port 4000       use another port',
  )
  process.exit(0)
}
if (!(await installPackages())) process.exit(1)
const built = await showStep('Build', () => build())
if (built.state === 'failed') process.exit(1)
if (!existsSync(DEMO)) {
  console.error('The demo app is not there after the build: apps/demo/dist/start.js is missing.')
  process.exit(1)
}

const demo = spawn(process.execPath, [DEMO, ...args], { cwd: root, stdio: 'inherit' })
// At a terminal Ctrl-C reaches the demo by itself; sent from elsewhere it reaches only this process.
process.on('SIGINT', () => process.stdin.isTTY || demo.kill('SIGINT'))
process.on('SIGTERM', () => demo.kill('SIGTERM'))
process.on('SIGHUP', () => demo.kill('SIGTERM'))
demo.on('error', (error) => {
  console.error(error.message)
  process.exit(1)
})
demo.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
