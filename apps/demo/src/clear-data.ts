// Takes the data of former runs away, unless a running Foyer uses it.

import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'

/** `open` must fail while another process holds the directory, and answer how to let go again. */
export async function clearData(directory: string, open: () => Promise<{ close(): Promise<void> }>): Promise<void> {
  if (!existsSync(directory)) return
  try {
    await (await open()).close()
  } catch (error) {
    if (isHeld(error)) throw error
    // Data that cannot be opened may go all the same.
  }
  await rm(directory, { recursive: true, force: true })
}

const isHeld = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'FOYER_DATABASE_LOCKED'
