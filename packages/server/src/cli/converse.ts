// One command from the data directory's socket: what was asked, carried out, and the answer.

import type { Socket } from 'node:net'
import type { Deps } from '../deps.ts'
import { PACKAGE_VERSION } from '../package-version.ts'
import { CommandError, EXIT } from './exit-codes.ts'
import { explainError } from './explain-error.ts'
import type { Operation } from './operation.ts'
import { exportPerson } from './operations/export-person.ts'
import { inviteOwner } from './operations/invite-owner.ts'
import { manage } from './operations/manage.ts'
import { readFacts } from './operations/read-facts.ts'
import { readSheetBatch } from './operations/read-sheets.ts'
import { sendManyForAWhile } from './operations/send-many.ts'
import { weighSecret } from './operations/weigh-secret.ts'
import { workOnImports } from './operations/work-on-imports.ts'
import { type Answer, readLines, requestSchema, writeLine } from './socket-line.ts'

/** A piece of a file in base64 is the longest thing that is asked. */
const MAX_REQUEST_BYTES = 1_048_576
const REQUEST_WITHIN_MS = 5_000
/** For the answer to be taken. */
const TAKEN_WITHIN_MS = 5_000

const OPERATIONS: readonly Operation<unknown, unknown>[] = [
  manage,
  sendManyForAWhile,
  exportPerson,
  readSheetBatch,
  inviteOwner,
  readFacts,
  weighSecret,
  workOnImports,
]

/** Reads one line, answers one. */
export const converse = async (socket: Socket, deps: Deps): Promise<void> => {
  const nextLine = readLines(socket, { maxBytes: MAX_REQUEST_BYTES })
  writeLine(socket, { foyer: PACKAGE_VERSION })
  const line = await nextLine(REQUEST_WITHIN_MS)
  if (line === undefined) return void socket.destroy()
  writeLine(socket, await answer(line, deps))
  socket.end()
  socket.setTimeout(TAKEN_WITHIN_MS, () => socket.destroy())
}

const answer = async (line: string, deps: Deps): Promise<Answer> => {
  try {
    const request = requestSchema.parse(JSON.parse(line))
    const operation = OPERATIONS.find(({ name }) => name === request.operation)
    if (operation === undefined)
      throw new CommandError(`The running Foyer ${PACKAGE_VERSION} does not know this command. Use its own version.`, EXIT.failed)
    const output = await operation.run(deps, operation.input.parse(request.input))
    deps.log.info({ operation: operation.name }, 'command')
    deps.wakeWorkers()
    return { output }
  } catch (error) {
    const { text, exitCode, code } = explainError(error)
    return { error: { text, exitCode: exitCode === EXIT.done ? EXIT.failed : exitCode, ...(code === undefined ? {} : { code }) } }
  }
}
