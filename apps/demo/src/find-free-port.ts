// Finds the first free port from a wanted one on.

import { createServer } from 'node:net'

const TRIES = 50

/** @throws Error when the next 50 are taken, or the port may not be used at all */
export async function findFreePort(wanted: number, hostname: string): Promise<number> {
  for (let port = wanted; port < Math.min(wanted + TRIES, 65_536); port++) if (await isFree(port, hostname)) return port
  throw new Error(`No free port from ${wanted} on. Name another one: npm start -- --port 5000`)
}

function isFree(port: number, hostname: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)))
    server.listen({ port, host: hostname, exclusive: true }, () => server.close(() => resolve(true)))
  })
}
