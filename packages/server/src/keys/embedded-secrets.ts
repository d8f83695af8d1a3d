// Where the embedded database keeps its secrets: one file beside it, made once, for the owner of the process alone.

import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newSecret } from './key-ring.ts'

/**
 * Reads `<directory>/secrets`, or makes it with mode 0600. Of two processes at once one makes it, both read the same.
 * @throws Error when the file can be neither read nor made.
 */
export const embeddedSecrets = async (directory: string): Promise<string> => {
  const path = join(directory, 'secrets')
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const made = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return null
    throw error
  })
  if (made !== null) {
    await made.writeFile(`${newSecret('k1')}\n`)
    await made.sync()
    await made.close()
  }
  return (await readFile(path, 'utf8')).trim()
}
