// `foyer start`: serves until it is told to stop.

import { setTimeout as sleep } from 'node:timers/promises'
import { Hono } from 'hono'
import { type Logger, pino } from 'pino'
import * as z from 'zod'
import type { FoyerConfig } from '../../config-types.ts'
import { createFoyer, type Foyer } from '../../create-foyer.ts'
import { type Servable, type Served, serve } from '../../serve.ts'
import { errorCode } from '../../store/database/database-errors.ts'
import { type RunCommand, readOptions, textOption } from '../command.ts'
import { DEFAULT_HOSTNAME, DEFAULT_PORT } from '../default-address.ts'
import { CommandError, EXIT } from '../exit-codes.ts'
import { loadConfig } from '../load-config.ts'
import { untilStopped } from '../until-stopped.ts'

/** Within the 10 seconds that process managers commonly give. */
const STOP_WITHIN_MS = 9_500
const HELD_AT_MOST_MS = 12_000
const TRY_AGAIN_MS = 250

const schema = z.object({
  config: textOption.optional(),
  port: z.int('give a number from 0 to 65535').min(0, 'give 0 or more').max(65_535, 'give at most 65535').default(DEFAULT_PORT),
  hostname: textOption.default(DEFAULT_HOSTNAME),
})

export const run: RunCommand = async ({ options }, output) => {
  const { config: path, port, hostname } = readOptions(schema, options)
  const stopped = untilStopped()
  const config = await loadConfig(path)
  const terminal = output.json ? null : terminalOf(process)
  const log = createLog(terminal === null ? 'info' : 'warn')
  const foyer = await createWhenFree(config, log)
  const served = await serveOrClose(foyer, config, { port, hostname })
  announce(foyer, served, { hostname, terminal, log })

  log.info({ signal: await stopped }, 'stopping')
  if (!(await within(served.close(), STOP_WITHIN_MS)))
    log.warn('stopped before everything was done: other processes take over what is left')
  else log.info('stopped')
  return EXIT.done
}

/** A command, or the process that this one takes over from, may hold the data directory a moment longer. */
const createWhenFree = async (config: FoyerConfig, log: Logger): Promise<Foyer> => {
  const deadline = performance.now() + HELD_AT_MOST_MS
  for (;;) {
    try {
      return await createFoyer(config, { log })
    } catch (error) {
      if (errorCode(error) !== 'FOYER_DATABASE_LOCKED' || performance.now() > deadline) throw error
      await sleep(TRY_AGAIN_MS)
    }
  }
}

const createLog = (usual: 'info' | 'warn'): Logger => {
  const level = process.env.LOG_LEVEL ?? usual
  if (level !== 'silent' && !Object.hasOwn(pino.levels.values, level))
    throw new CommandError(`LOG_LEVEL: there is no level "${level}". Use debug, info, warn, error or silent.`, EXIT.usage)
  return pino({ name: 'foyer', level })
}

/** A link that makes an owner is shown to people only: neither a file nor a log collector is one. */
const terminalOf = ({ stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>): NodeJS.WriteStream | null => {
  if (stdout.isTTY) return stdout
  return stderr.isTTY ? stderr : null
}

const serveOrClose = async (foyer: Foyer, config: FoyerConfig, where: { port: number; hostname: string }): Promise<Served> => {
  try {
    return await serve(belowItsPath(foyer, config), where)
  } catch (error) {
    await foyer.close()
    const code = errorCode(error)
    if (code === 'EADDRINUSE')
      throw new CommandError(
        `Port ${where.port} of ${where.hostname} is taken. Choose another one with --port, or stop what listens there.`,
      )
    if (code === 'EACCES') throw new CommandError(`Port ${where.port} may not be opened by this user. Choose one above 1023 with --port.`)
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new CommandError(`This machine has no address ${where.hostname}. Choose another one with --hostname.`)
    throw error
  }
}

/** Where `url` has a path, requests arrive with it. */
const belowItsPath = (foyer: Foyer, { url }: Pick<FoyerConfig, 'url'>): Servable => {
  const { pathname } = new URL(url)
  return pathname === '/' ? foyer : { app: new Hono().route(pathname, foyer.app), close: foyer.close }
}

const announce = (
  { url, firstOwnerLink }: Foyer,
  { port }: Served,
  { hostname, terminal, log }: { hostname: string; terminal: NodeJS.WriteStream | null; log: Logger },
): void => {
  log.info({ url, address: hostname, port }, 'listening')
  if (terminal === null) {
    if (firstOwnerLink !== null) log.info('nobody owns a managing application yet: foyer owner invite')
    return
  }
  terminal.write(`Foyer is at ${url} (listening on ${hostname}, port ${port})\n`)
  if (firstOwnerLink !== null) terminal.write(`Whoever opens this link becomes the first owner, once: ${firstOwnerLink}\n`)
}

/** False when it took longer. */
const within = (work: Promise<void>, ms: number): Promise<boolean> =>
  Promise.race([
    work.then(() => true),
    new Promise<boolean>((resolve) => {
      setTimeout(() => resolve(false), ms).unref()
    }),
  ])
