// The server's end of the data directory's socket: whoever can open it may do what the command line can.

import type { Deps } from '../deps.ts'
import { lateParts } from '../late-parts.ts'
import type { DirectoryLock } from '../store/database/database.ts'

/**
 * One request a connection. The lock bounds how many there are at once; its file is open to the process's own user alone.
 * What was asked is logged by name, never with its input or answer: one of them holds a key.
 */
export const answerCommands = (lock: DirectoryLock, deps: Deps): void => {
  lock.onConnection(async (socket) => {
    try {
      const { converse } = await lateParts.commands()
      await converse(socket, deps)
    } catch (error) {
      deps.log.warn({ err: error instanceof Error ? error.name : 'unknown' }, 'a command was not answered')
      socket.destroy()
    }
  })
}
