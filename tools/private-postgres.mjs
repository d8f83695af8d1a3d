// Starts a PostgreSQL cluster of its own in a temporary directory, for tests and benchmarks.
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

const COMMAND_TIMEOUT_MS = 60_000

/** The first directory that holds initdb, pg_ctl and postgres: PATH, then Debian's, Homebrew's and Red Hat's places, newest first. */
function findBinaries() {
  const versions = (root, below) =>
    existsSync(root)
      ? readdirSync(root)
          .sort((a, b) => Number.parseInt(b.replace(/\D/g, ''), 10) - Number.parseInt(a.replace(/\D/g, ''), 10))
          .map((name) => join(root, name, below))
      : []
  const places = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...versions('/usr/lib/postgresql', 'bin'),
    ...versions('/opt/homebrew/opt', 'bin').filter((place) => place.includes('postgresql')),
    '/usr/pgsql/bin',
  ]
  return places.find((place) => place !== '' && ['initdb', 'pg_ctl', 'postgres'].every((name) => existsSync(join(place, name))))
}

/** PostgreSQL refuses to run as root, so root lends it the account of `postgres` or `nobody`. Null: no such account. */
function unprivilegedAccount() {
  if (process.getuid?.() !== 0) return {}
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }))
    if (uid.status === 0 && gid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  }
  return null
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/**
 * @param {{ settings?: Record<string, string>, onMissing?: (reason: string) => void }} [options] settings: further server settings
 *   (fsync is off unless said otherwise); onMissing: gets the one-line reason when PostgreSQL cannot be had
 * @returns the running cluster, or null when PostgreSQL cannot be had
 */
export async function startPrivatePostgres({ settings = {}, onMissing = () => {} } = {}) {
  const missing = (reason) => {
    onMissing(reason)
    return null
  }
  if (process.platform === 'win32') return missing('a private PostgreSQL is not started on Windows')
  const bin = findBinaries()
  if (!bin) return missing('initdb, pg_ctl and postgres were not found on PATH')
  const account = unprivilegedAccount()
  if (!account) return missing('PostgreSQL does not run as root, and neither "postgres" nor "nobody" is an account here')

  const root = mkdtempSync(join(tmpdir(), 'foyer-pg-'))
  chmodSync(root, 0o700)
  if (account.uid !== undefined) chownSync(root, account.uid, account.gid)
  const data = join(root, 'data')
  const run = (command, args) =>
    execFileSync(join(bin, command), args, { ...account, cwd: root, stdio: ['ignore', 'ignore', 'pipe'], timeout: COMMAND_TIMEOUT_MS })
  const port = await freePort()
  const all = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '100', ...settings }
  const flags = Object.entries(all).map(([name, value]) => `-c ${name}=${value}`)
  const server = `-p ${port} -k ${root} -c listen_addresses=127.0.0.1 ${flags.join(' ')}`

  const start = async () => void run('pg_ctl', ['-D', data, '-l', join(root, 'log'), '-w', '-t', '50', '-o', server, 'start'])
  const halt = (mode) => void run('pg_ctl', ['-D', data, '-m', mode, '-w', '-t', '50', 'stop'])
  try {
    run('initdb', ['-D', data, '-U', 'foyer', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'])
    await start()
  } catch (error) {
    rmSync(root, { recursive: true, force: true })
    return missing(
      `PostgreSQL did not start: ${String(error.stderr ?? error)
        .trim()
        .split('\n')
        .at(-1)}`,
    )
  }
  return {
    url: `postgres://foyer@127.0.0.1:${port}/postgres`,
    socketDirectory: root,
    start,
    /** Ends every process at once without a checkpoint, as a crash would; start() recovers. */
    stopHard: async () => halt('immediate'),
    /** Ends the server and removes its directory. */
    stop: async () => {
      if (existsSync(join(data, 'postmaster.pid'))) halt('immediate')
      rmSync(root, { recursive: true, force: true })
    },
  }
}
