// How commands and a running server speak over the socket of the data directory: one line of JSON at a time.

import type { Socket } from 'node:net'
import * as z from 'zod'

/** The server's first line, so that a command knows it is heard before it asks for anything. */
export const greetingSchema = z.object({ foyer: z.string() })

export const requestSchema = z.strictObject({ operation: z.string().max(64), input: z.unknown() })

export const answerSchema = z.union([
  z.object({ output: z.unknown() }).refine((answer) => 'output' in answer),
  z.object({ error: z.object({ text: z.string(), exitCode: z.literal([1, 2, 3, 4]), code: z.string().optional() }) }),
])

export type Answer = z.infer<typeof answerSchema>

export const writeLine = (socket: Socket, value: unknown): void => {
  socket.write(`${JSON.stringify(value)}\n`)
}

/** Answers the next line at each call; undefined when the other side closed, sent too much, or stayed silent too long. */
export const readLines = (socket: Socket, { maxBytes }: { maxBytes: number }): ((withinMs: number) => Promise<string | undefined>) => {
  let text = ''
  let ended = false
  let changed: () => void = () => {}
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    text += chunk
    if (text.length > maxBytes) socket.destroy()
    changed()
  })
  socket.on('error', () => socket.destroy())
  socket.on('close', () => {
    ended = true
    changed()
  })
  return (withinMs) =>
    new Promise((resolve) => {
      const finish = (line: string | undefined) => {
        clearTimeout(timer)
        changed = () => {}
        resolve(line)
      }
      const timer = setTimeout(() => {
        socket.destroy()
        finish(undefined)
      }, withinMs)
      changed = () => {
        const end = text.indexOf('\n')
        if (end < 0 || text.length > maxBytes) return ended ? finish(undefined) : undefined
        const line = text.slice(0, end)
        text = text.slice(end + 1)
        return finish(line)
      }
      changed()
    })
}
