// The commands on a database that no server uses, and beside a running server: the embedded database and PostgreSQL alike.

import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createPostgresDatabase } from '../../test/databases.ts'
import { type CommandLine, configFile, openCommandLine, type RunningFoyer } from '../../test/run-foyer.ts'
import { newSecret } from '../keys/key-ring.ts'
import { connectDatabase } from '../store/database/connect-database.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'

const KEY = /^fk_[A-Za-z0-9_-]{43}$/
const LINK = /^https:\/\/id\.foyer\.test\/l\/[a-z2-7]+$/
const postgres = inject('foyerTestPostgres')
if ('missing' in postgres) console.warn(`Commands on PostgreSQL are skipped: ${postgres.missing}`)

describe.each([
  { kind: 'embedded', skipped: false },
  { kind: 'PostgreSQL', skipped: 'missing' in postgres },
])('on the $kind database', { timeout: 120_000 }, ({ kind, skipped }) => {
  if (skipped) return it.skipIf(true)('PostgreSQL cannot be had here')
  /** For what is the same on both: each command is a process, which takes its second. */
  const onceIt = it.runIf(kind === 'embedded')
  const secrets = [newSecret('new'), newSecret('old')]
  let line: CommandLine
  let database: { url: string; drop(): Promise<void> } | null = null

  beforeAll(async () => {
    line = await openCommandLine()
    if (kind === 'PostgreSQL') database = await createPostgresDatabase()
    use([secrets[1]])
  })
  afterAll(async () => {
    line.close()
    await database?.drop()
  })

  const use = (held: readonly (string | undefined)[]) =>
    line.configure(configFile(`secrets: '${held.join(',')}', ${database === null ? '' : `database: '${database.url}',`}`))
  const json = async (...args: string[]) => {
    const { code, stdout, stderr } = await line.foyer(...args, '--json')
    if (code !== 0) throw new Error(`${args.join(' ')} answered ${code}: ${stderr}`)
    return JSON.parse(stdout)
  }
  /** Not while a server runs on the embedded one. */
  const look = async <T>(work: (store: Store) => Promise<T>): Promise<T> => {
    const store = await openStore(
      await connectDatabase(database === null ? { directory: join(line.folder, 'data/database') } : { url: database.url }),
    )
    try {
      return await work(store)
    } finally {
      await store.close()
    }
  }

  it('migrates a new one and says which version stands, then finds nothing missing', async () => {
    const first = await json('migrate')
    expect(first.ran.length).toBeGreaterThan(3)
    expect(first.version).toBe(first.ran.at(-1))
    const again = await line.foyer('migrate')
    expect(again).toMatchObject({ code: 0, stdout: `Nothing was missing. The database stands at ${first.version}.\n` })
  })

  it('makes a key that is stored as its hash alone, and leaves an event', async () => {
    const { code, stdout, stderr } = await line.foyer(
      'keys',
      'create',
      '--scope',
      'users:read',
      '--scope',
      'users:write',
      '--name',
      'Nightly sync',
      '--expires',
      '30',
    )
    expect(code).toBe(0)
    const key = stdout.trim()
    expect(key).toMatch(KEY)
    expect(stderr).toContain('users:read, users:write, until ')
    expect(stderr).not.toContain(key)
    await look(async (store) => {
      const found = await store.findApiKey(createHash('sha256').update(key).digest())
      expect(found).toMatchObject({ name: 'Nightly sync', scopes: ['users:read', 'users:write'], application: null })
      expect(Math.round(((found?.expiresAt ?? 0) - (await store.now())) / 86_400_000)).toBe(30)
      const { items } = await store.listEvents({ limit: 10, types: ['api_key.created'] })
      expect(items).toMatchObject([
        { actor: 'terminal', data: { keyId: found?.id, scopes: ['users:read', 'users:write'], application: null } },
      ])
      expect(JSON.stringify([items, await store.listApiKeys()])).not.toContain(key)
    })
  })

  it('lists keys without their secret, and revokes one for good', async () => {
    const made = await json('keys', 'create', '--name', 'Brief', '--scope', 'users:read,sessions:check', '--application', 'app')
    expect(made).toEqual({
      id: made.id,
      key: expect.stringMatching(KEY),
      name: 'Brief',
      scopes: ['users:read', 'sessions:check'],
      application: 'app',
      createdAt: expect.any(String),
      lastUsedAt: null,
      expiresAt: null,
      revokedAt: null,
      oldUntil: null,
    })
    const listed = await line.foyer('keys', 'list')
    expect(listed.stdout).toMatch(new RegExp(`^${made.id} +users:read,sessions:check +app +valid +never used +Brief$`, 'm'))
    expect(listed.stdout).not.toContain(made.key)
    const { key: _, ...facts } = made
    const revoked = { ...facts, revokedAt: expect.any(String) }
    expect(await json('keys', 'revoke', made.id)).toEqual(revoked)
    expect(await json('keys', 'revoke', made.id)).toEqual(revoked)
    const { keys } = await json('keys', 'list')
    expect(keys.find(({ id }: { id: string }) => id === made.id).revokedAt).not.toBeNull()
    await look(async (store) => {
      expect(await store.findApiKey(createHash('sha256').update(made.key).digest())).toBeNull()
      const { items } = await store.listEvents({ limit: 10, types: ['api_key.revoked'] })
      expect(items).toMatchObject([{ actor: 'terminal', data: { keyId: made.id } }])
    })
  })

  it('gives a key another secret beside the old one, and ends the old one at once when told to', async () => {
    const made = await json('keys', 'create', '--scope', 'owner')
    expect(made.name).toBe('owner')
    const { code, stdout, stderr } = await line.foyer('keys', 'rotate', made.id, '--overlap', '48')
    expect(code).toBe(0)
    expect(stdout.trim()).toMatch(KEY)
    expect(stderr).toContain('The old secret answers until ')
    const last = await json('keys', 'rotate', made.id, '--overlap', '0')
    await look(async (store) => {
      const found = (key: string) => store.findApiKey(createHash('sha256').update(key).digest())
      expect(await found(made.key)).toBeNull()
      expect(await found(stdout.trim())).toBeNull()
      expect(await found(last.key)).toMatchObject({ id: made.id })
    })
    expect(await line.foyer('keys', 'rotate', 'nobody', '--json')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('"code":"key_not_found"'),
    })
  })

  onceIt('refuses what does not exist', async () => {
    expect(await line.foyer('keys', 'revoke', 'nobody')).toMatchObject({ code: 3, stdout: '' })
    const { code, stderr } = await line.foyer('keys', 'create', '--scope', 'users:read', '--application', 'nowhere')
    expect(stderr).toContain('There are: app, portal.')
    expect(code).toBe(2)
  })

  onceIt("shows the first owner's link again and again, the same one", async () => {
    const [first, second] = [await line.foyer('owner', 'invite'), await json('owner', 'invite')]
    expect(first.stdout.trim()).toMatch(LINK)
    expect(second).toEqual({ link: first.stdout.trim() })
  })

  onceIt('says what would die with a secret, and keeps the newest', async () => {
    expect(await line.foyer('secrets', 'retire', 'old')).toMatchObject({ code: 1, stderr: expect.stringContaining('is the newest secret') })
    use(secrets)
    const { code, stdout } = await line.foyer('secrets', 'retire', 'old')
    expect(stdout).toContain('1 open grant was made with "old"')
    expect(stdout).toContain('out of secrets in the configuration')
    expect(code).toBe(0)
    expect(await line.foyer('secrets', 'retire', 'none')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There are: new, old.'),
    })
  })

  onceIt('lets commands that come at once take turns', async () => {
    const made = await Promise.all(['a', 'b'].map((name) => json('keys', 'create', '--scope', 'users:read', '--name', name)))
    const { keys } = await json('keys', 'list')
    expect(keys.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining(made.map(({ id }) => id)))
  })

  describe('beside a running server', () => {
    let server: RunningFoyer
    let at: string
    beforeAll(async () => {
      server = line.start(['start', '--port', '0'])
      at = await server.listening()
    }, 60_000)

    const count = async (key: string) => {
      const { status } = await fetch(`${at}/api/users/count`, { headers: { authorization: `Bearer ${key}` } })
      return status
    }

    it('makes keys that the server takes, and revokes them', async () => {
      const made = await json('keys', 'create', '--scope', 'users:read', '--name', 'Live')
      expect(await count(made.key)).toBe(200)
      await json('keys', 'revoke', made.id)
      // The server holds the embedded database, so it forgets at once; another process's word takes five seconds.
      if (kind === 'embedded') expect(await count(made.key)).toBe(401)
      else await expect.poll(() => count(made.key), { timeout: 8_000, interval: 500 }).toBe(401)
    })

    onceIt('answers the other commands as without one', async () => {
      const [owner, migrated, retired] = await Promise.all([json('owner', 'invite'), json('migrate'), json('secrets', 'retire', 'old')])
      expect(owner.link).toMatch(LINK)
      expect(migrated.ran).toEqual([])
      expect(retired).toEqual({ id: 'old', openGrants: 1, place: 'secrets in the configuration' })
      expect(await line.foyer('keys', 'create', '--scope', 'users:read', '--application', 'nowhere')).toMatchObject({ code: 2, stdout: '' })
    })

    onceIt('is found by the doctor, who names what is wrong and how to mend it', async () => {
      const port = new URL(at).port
      const { code, stdout } = await line.foyer('doctor', '--json', '--port', port)
      const { ok, checks } = JSON.parse(stdout)
      const states = Object.fromEntries(checks.map(({ check, state }: { check: string; state: string }) => [check, state]))
      expect(states).toEqual({ config: 'good', url: 'good', secrets: 'good', database: 'good', clock: 'good', mail: 'wrong', port: 'good' })
      expect(JSON.stringify(checks)).toContain(`Foyer answers on port ${port}`)
      expect(JSON.stringify(checks)).toContain('ECONNREFUSED')
      expect({ ok, code }).toEqual({ ok: false, code: 1 })
    })

    it('ends with 0 when it is told to, having logged JSON and neither a key nor the link', async () => {
      const { link } = await json('owner', 'invite')
      server.process.kill('SIGTERM')
      const { code, stdout, stderr } = await server.ended
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      const lines = stdout.trim().split('\n')
      expect(lines.map((text) => JSON.parse(text).msg)).toEqual(expect.arrayContaining(['listening', 'stopping', 'stopped']))
      expect(stdout).not.toContain(link)
      expect(stdout).not.toContain('fk_')
    })
  })

  onceIt('lets nobody else open the socket, and waits while a command holds the directory', async () => {
    const listing = line.foyer('keys', 'list')
    const server = line.start(['start', '--port', '0'])
    await server.listening()
    expect(await listing).toMatchObject({ code: 0 })
    const folder = join(line.folder, 'data/database')
    const sockets = readdirSync(folder).filter((name) => name.endsWith('.sock'))
    expect(sockets.map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual([0o600])
    server.process.kill('SIGINT')
    expect(await server.ended).toMatchObject({ code: 0 })
  })
})
