// Takes a data directory's lock, says so or why not, and then blocks its event loop or waits to be killed.
import { acquireDirectoryLock } from '../src/store/database/directory-lock.ts'

const [directory = '', mode = 'wait'] = process.argv.slice(2)
try {
  const { socketPath } = await acquireDirectoryLock(directory)
  process.stdout.write(`held ${socketPath}\n`, () => {
    if (mode === 'block') for (;;);
    setTimeout(() => process.exit(0), 60_000)
  })
} catch (error) {
  console.log(`refused ${error instanceof Error ? error.message : error}`)
}
