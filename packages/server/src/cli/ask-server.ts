// A command's end of the data directory's socket.

import type { Socket } from 'node:net'
import { PACKAGE_VERSION } from '../package-version.ts'
import { CommandError } from './exit-codes.ts'
import type { Operation } from './operation.ts'
import { answerSchema, greetingSchema, readLines, writeLine } from './socket-line.ts'

const GREETING_WITHIN_MS = 5_000
const ANSWER_WITHIN_MS = 30_000
const MAX_ANSWER_BYTES = 1_000_000

/**
 * Asks the server at the other end of a fresh connection.
 * @returns undefined when it closed before it greeted, so that nothing was asked: it is starting, stopping, or another command
 * @throws CommandError with the server's own words, or when it stops answering
 */
export const askServer = async <I, O>(socket: Socket, operation: Operation<I, O>, input: I): Promise<{ output: O } | undefined> => {
  try {
    const nextLine = readLines(socket, { maxBytes: MAX_ANSWER_BYTES })
    const greeting = await nextLine(GREETING_WITHIN_MS)
    if (greeting === undefined) return undefined
    const { foyer } = greetingSchema.parse(JSON.parse(greeting))
    writeLine(socket, { operation: operation.name, input })
    const line = await nextLine(ANSWER_WITHIN_MS)
    if (line === undefined) throw new CommandError('The running Foyer closed before it answered: whether it did what was asked is unknown.')
    const answer = answerSchema.parse(JSON.parse(line))
    if ('error' in answer) throw new CommandError(answer.error.text, answer.error.exitCode, { code: answer.error.code })
    const output = operation.output.safeParse(answer.output)
    if (output.success) return { output: output.data }
    throw new CommandError(`The running Foyer is version ${foyer}, this command ${PACKAGE_VERSION}: they do not understand each other.`)
  } finally {
    socket.destroy()
  }
}
