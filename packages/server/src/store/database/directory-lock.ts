// Holds a data directory for one living process by a listening Unix socket in it.
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { hostname, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DatabaseError, errorCode } from './database-errors.ts'

export interface LockHolder {
  readonly pid: number
  /** Its host name: a container has its own, and its own process ids. */
  readonly host: string
  /** ISO 8601. */
  readonly since: string
}

export interface HeldLock {
  readonly holder: LockHolder
  readonly socketPath: string
  onConnection(handler: (socket: Socket) => void): void
  release(): Promise<void>
}

/** sockaddr_un holds 108 bytes on Linux and 104 elsewhere, the closing zero included. */
const MAX_SOCKET_PATH_BYTES = 100
const PROBE_TIMEOUT_MS = 2_000
const MAX_ATTEMPTS = 20
const MAX_CONNECTIONS = 32
const LOCK_NAME = /^foyer-(\d+)\.sock$/

/**
 * Generations only grow: a taker listens first, then links its socket in as the next number (atomic, fails when it is there), then
 * checks that none is higher. So no two takers of a dead lock both win, however late one of them wakes. A dead holder is
 * one whose socket refuses; a blocked one still accepts, because the kernel does that for it. Works across containers that share
 * the directory on one machine, not across machines.
 * @throws DatabaseError FOYER_DATABASE_LOCKED, naming the holder
 */
export async function acquireDirectoryLock(directory: string): Promise<HeldLock> {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const holder: LockHolder = { pid: process.pid, host: hostname(), since: new Date().toISOString() }
  const claim = join(resolve(directory), `claim-${process.pid}-${Math.random().toString(36).slice(2, 8)}.sock`)
  const connections = new Set<Socket>()
  let handle = (socket: Socket): void => void socket.destroy()
  const server = createServer((socket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
    socket.on('error', () => socket.destroy())
    handle(socket)
  })
  server.maxConnections = MAX_CONNECTIONS
  await withShortPath(claim, (path) => listen(server, path))
  server.unref()
  const close = () =>
    new Promise<void>((done) => {
      for (const socket of connections) socket.destroy()
      server.close(() => done())
    })

  try {
    // Whoever can open the socket commands the deployment, so a generous umask must not let others in.
    chmodSync(claim, 0o600)
    const generation = await claimNext(directory, claim, holder)
    const socketPath = socketFile(directory, generation)
    return {
      holder,
      socketPath,
      onConnection(handler) {
        handle = handler
      },
      // The dead socket stays: its number keeps the next taker's higher.
      release: close,
    }
  } catch (error) {
    await close()
    throw error
  } finally {
    removeFile(claim)
  }
}

/** The living holder's socket, for a command that wants to speak to it; null when nobody holds the directory. */
export async function findLockSocket(directory: string): Promise<{ connect(): Promise<Socket>; holder: LockHolder | null } | null> {
  const generation = highestGeneration(directory)
  if (generation === 0 || !(await isAlive(socketFile(directory, generation)))) return null
  return {
    holder: readHolder(directory, generation),
    connect: () => withShortPath(socketFile(directory, generation), openSocket),
  }
}

async function claimNext(directory: string, claim: string, holder: LockHolder): Promise<number> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const last = highestGeneration(directory)
    if (last > 0 && (await isAlive(socketFile(directory, last)))) throw lockedBy(directory, readHolder(directory, last))
    const generation = last + 1
    if (!linkAs(claim, socketFile(directory, generation))) continue
    if (highestGeneration(directory) > generation) {
      removeFile(socketFile(directory, generation))
      continue
    }
    writeFileSync(holderFile(directory, generation), JSON.stringify(holder), { mode: 0o600 })
    removeOlder(directory, generation)
    return generation
  }
  throw new DatabaseError('FOYER_DATABASE_LOCKED', `The data directory ${directory} is being taken by other processes again and again`)
}

function linkAs(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

const socketFile = (directory: string, generation: number) => join(resolve(directory), `foyer-${generation}.sock`)
const holderFile = (directory: string, generation: number) => join(resolve(directory), `foyer-${generation}.json`)

function highestGeneration(directory: string): number {
  return Math.max(0, ...generations(directory))
}

function generations(directory: string): number[] {
  try {
    return readdirSync(directory).flatMap((name) => LOCK_NAME.exec(name)?.slice(1).map(Number) ?? [])
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}

function removeOlder(directory: string, generation: number): void {
  for (const older of generations(directory).filter((number) => number < generation)) {
    removeFile(holderFile(directory, older))
    removeFile(socketFile(directory, older))
  }
}

/**
 * Without a look at it, as `rmSync` takes one: while the last file that Node looked at is a socket, it finds no module behind a symbolic link
 * (nodejs/node#51142), and with that none of pnpm's that is loaded later.
 */
function removeFile(path: string): void {
  try {
    unlinkSync(path)
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
  }
}

function readHolder(directory: string, generation: number): LockHolder | null {
  try {
    const { pid, host, since } = JSON.parse(readFileSync(holderFile(directory, generation), 'utf8'))
    return { pid: Number(pid), host: String(host), since: String(since) }
  } catch {
    return null
  }
}

function lockedBy(directory: string, holder: LockHolder | null): DatabaseError {
  const who = holder ? `process ${holder.pid} on ${holder.host} since ${holder.since}` : 'a process that has not given its name yet'
  return new DatabaseError('FOYER_DATABASE_LOCKED', `The data directory ${directory} belongs to ${who}. Stop it, or use its commands`)
}

/** Only a refusal, or no file, means dead. Anything else (no right to connect, a full backlog) counts as alive: rather refuse a start than lose rows. */
async function isAlive(socketPath: string): Promise<boolean> {
  try {
    const socket = await withShortPath(socketPath, openSocket)
    socket.destroy()
    return true
  } catch (error) {
    return !['ECONNREFUSED', 'ENOENT'].includes(errorCode(error) ?? '')
  }
}

function openSocket(path: string): Promise<Socket> {
  return new Promise((done, fail) => {
    const socket = connect(path)
    socket.setTimeout(PROBE_TIMEOUT_MS, () => socket.destroy(Object.assign(new Error('No answer'), { code: 'ETIMEDOUT' })))
    socket.once('error', fail)
    socket.once('connect', () => {
      socket.setTimeout(0)
      done(socket)
    })
  })
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(path, () => {
      server.off('error', fail)
      done()
    })
  })
}

/** A path too long for a socket address is reached through a short symbolic link to its directory, for the moment of use. */
async function withShortPath<T>(path: string, use: (path: string) => Promise<T>): Promise<T> {
  if (Buffer.byteLength(path) <= MAX_SOCKET_PATH_BYTES) return use(path)
  const folder = mkdtempSync(join(tmpdir(), 'foyer-'))
  const link = join(folder, 'd')
  try {
    symlinkSync(resolve(path, '..'), link)
    return await use(join(link, path.slice(path.lastIndexOf('/') + 1)))
  } finally {
    removeFile(link)
    rmdirSync(folder)
  }
}
