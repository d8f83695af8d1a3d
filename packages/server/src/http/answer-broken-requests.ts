// Requests that never became any: what cannot be read, is too long or does not come is answered here, with the headers of every other answer.

import type { Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { noDocumentHeaders } from './security-headers.ts'

/** By the code of Node's HTTP parser; whatever else it finds is 400. */
const statuses: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
}

/** @param secure whether people reach the server over https */
export const answerBrokenRequests = (server: Server, { secure }: { secure: boolean }): void => {
  const headers = Object.entries({ ...noDocumentHeaders({ secure }), 'Content-Length': '0', Connection: 'close' })
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  server.on('clientError', (error: Error & { code?: string }, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable || hasBegun(socket)) {
      socket.destroy()
      return
    }
    socket.end(`HTTP/1.1 ${statuses[error.code ?? ''] ?? '400 Bad Request'}\r\n${lines}\r\n`)
  })
}

/** Node's own answer looks at the same: a second head within an answer would be taken for its body. */
const hasBegun = (socket: Duplex): boolean => {
  const answer = Reflect.get(socket, '_httpMessage') as { headersSent?: boolean } | null | undefined
  return answer?.headersSent === true
}
