// What `npm start` runs: Foyer on the embedded database, filled with Beispiel AG, and the host app beside it.

import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readArguments } from './read-arguments.ts'
import { showProgress } from './show-progress.ts'
import { startDemo } from './start-demo.ts'
import { stopOnSignal } from './stop-on-signal.ts'

const root = resolve(fileURLToPath(new URL('../../..', import.meta.url)))

const read = readArguments(process.argv.slice(2))
if (read.kind === 'wrong') {
  console.error(read.message)
  process.exitCode = 2
} else {
  const dataDirectory = join(root, 'data')
  try {
    const demo = await startDemo(read.arguments, dataDirectory, showProgress('Entering the people of Beispiel AG'))
    console.log(demo.welcome)
    stopOnSignal(demo.close)
  } catch (error) {
    console.error(`\nThe demo could not start: ${error instanceof Error ? error.message : String(error)}`)
    console.error(`Data is in ./${relative(root, dataDirectory)}; npm start -- --fresh starts over.`)
    process.exit(1)
  }
}
