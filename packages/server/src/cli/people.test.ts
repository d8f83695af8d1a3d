// The commands on people beside a running server, on the embedded database and on PostgreSQL alike.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createPostgresDatabase } from '../../test/databases.ts'
import { type CommandLine, configFile, openCommandLine, type RunningFoyer } from '../../test/run-foyer.ts'
import { newSecret } from '../keys/key-ring.ts'

const postgres = inject('foyerTestPostgres')
if ('missing' in postgres) console.warn(`Commands on PostgreSQL are skipped: ${postgres.missing}`)

describe.each([
  { kind: 'embedded', skipped: false },
  { kind: 'PostgreSQL', skipped: 'missing' in postgres },
])('commands on people, on the $kind database', { timeout: 120_000 }, ({ kind, skipped }) => {
  if (skipped) return it.skipIf(true)('PostgreSQL cannot be had here')
  let line: CommandLine
  let server: RunningFoyer
  let database: { url: string; drop(): Promise<void> } | null = null

  beforeAll(async () => {
    line = await openCommandLine()
    if (kind === 'PostgreSQL') database = await createPostgresDatabase()
    line.configure(
      configFile(`secrets: '${newSecret('test')}', profile: { shirtSize: { type: 'choice', options: ['S', 'M'], label: 'Size' } },
        legal: { terms: { version: '7', title: 'Terms', url: 'https://example.com/terms' } },
        ${database === null ? '' : `database: '${database.url}',`}`),
    )
    server = line.start(['start', '--port', '0'])
    await server.listening()
  }, 60_000)
  afterAll(async () => {
    server.process.kill('SIGTERM')
    await server.ended
    line.close()
    await database?.drop()
  })

  const json = async (...args: string[]) => {
    const { code, stdout, stderr } = await line.foyer(...args, '--json')
    if (code !== 0) throw new Error(`${args.join(' ')} answered ${code}: ${stderr}`)
    return JSON.parse(stdout)
  }

  it('enter, show and change people, as the number stands on the badge', async () => {
    const made = await json(
      'users',
      'create',
      '--number',
      '0042',
      '--first-name',
      'Jan',
      '--email',
      'jan@example.com',
      '--field',
      'shirtSize=M',
    )
    expect(made).toMatchObject({ externalId: '0042', status: 'offline', email: 'jan@example.com', fields: { shirtSize: 'M' } })
    const shown = await line.foyer('users', 'get', 'external:0042')
    expect(shown).toMatchObject({ code: 0, stderr: '' })
    expect(shown.stdout).toMatch(/^account is +offline$/m)
    expect(await json('users', 'get', 'jan@example.com')).toEqual(made)
    const changed = await json('users', 'update', made.id, '--first-name', '', '--department', '7')
    expect(changed).toMatchObject({ firstName: null, department: '7', version: 2 })
  })

  it('take a person from invitation to erasure', async () => {
    const { stdout } = await line.foyer(
      'users',
      'create',
      '--number',
      'P-1',
      '--last-name',
      'Weber',
      '--email',
      'w@example.com',
      '--invite',
      'app',
    )
    expect(stdout).toMatch(/^Weber \([0-9a-f-]{36}\) is invited; w@example\.com, pending\.\n$/)
    const states = [
      (await json('users', 'change-email', 'external:P-1', 'weber@example.com', '--send', 'invitation')).email,
      (await json('invitations', 'renew', 'external:P-1', '--days', '3')).status,
      (await json('invitations', 'revoke', 'external:P-1')).status,
      (await json('users', 'invite', 'weber@example.com', '--application', 'app')).status,
      (await json('users', 'deactivate', 'external:P-1', '--reason', 'Left')).status,
      (await json('users', 'reactivate', 'external:P-1')).status,
    ]
    expect(states).toEqual(['weber@example.com', 'invited', 'offline', 'invited', 'deactivated', 'offline'])
    expect(await line.foyer('users', 'delete', 'external:P-1')).toMatchObject({ code: 2, stdout: '' })
    expect(await line.foyer('users', 'delete', 'external:P-1', '--yes')).toMatchObject({ code: 0 })
    expect(await line.foyer('users', 'get', 'external:P-1')).toMatchObject({ code: 3, stdout: '' })
  })

  it('end with 3 and a code where something stands against it, and with 2 where it was typed wrongly', async () => {
    const refused = await line.foyer('invitations', 'revoke', 'external:0042', '--json')
    expect(refused.code).toBe(3)
    expect(JSON.parse(refused.stderr)).toEqual({ error: expect.any(String), code: 'not_invited' })
    for (const args of [
      ['users', 'list', '--status', 'asleep'],
      ['users', 'create', '--locale', 'nonsense!'],
      ['users', 'create', '--field', 'shirtSize'],
      ['users', 'invite', 'external:0042'],
      ['users', 'invite', 'external:0042', '--application', 'nowhere'],
      ['invitations', 'send', '--application', 'app'],
      ['invitations', 'send', 'external:0042', '--application', 'app', '--status', 'offline'],
      ['export'],
    ])
      expect(await line.foyer(...args), args.join(' ')).toMatchObject({ code: 2, stdout: '' })
  })

  it('list and count by filter, and invite everybody whom it finds once', async () => {
    for (const name of ['Ada', 'Ben', 'Cem'])
      await json(
        'users',
        'create',
        '--last-name',
        name,
        '--location',
        'Köln',
        ...(name === 'Ben' ? [] : ['--email', `${name}@example.com`]),
      )
    const found = await json('users', 'list', '--location', 'Köln', '--status', 'offline,invited')
    expect(found.users.map(({ lastName }: { lastName: string }) => lastName)).toEqual(['Ada', 'Ben', 'Cem'])
    expect(found.complete).toBe(true)
    expect((await json('users', 'list', '--location', 'Köln', '--limit', '2')).complete).toBe(false)
    expect((await line.foyer('users', 'count', '--no-email', '--location', 'Köln')).stdout).toBe('1\n')
    const send = (...more: string[]) =>
      line.foyer('invitations', 'send', '--application', 'app', '--location', 'Köln', '--run', 'autumn', ...more)
    const first = await send('--json')
    expect(first.code).toBe(4)
    expect(JSON.parse(first.stdout)).toMatchObject({ done: 2, left: 1, skipped: [{ code: 'email_missing' }], run: 'autumn' })
    const again = await send()
    expect(again.stdout).toMatch(/^2 invited, 1 left out\.\nleft out: [0-9a-f-]{36} {2}email_missing\n$/)
    expect(again.stderr).toBe('')
    const sent = await json('export', '--user', 'ada@example.com')
    expect(sent.events.filter(({ type }: { type: string }) => type === 'invitation.sent')).toHaveLength(1)
  })

  it('print sheets into a file, and the same people once', async () => {
    await json('users', 'create', '--number', 'SH-1', '--first-name', 'Mia', '--location', 'Bautzen')
    const first = await json('invitations', 'sheet', '--location', 'Bautzen', '--application', 'app', '--output', 'sheets.html')
    expect(first).toMatchObject({ sheets: 1, skipped: [], file: 'sheets.html' })
    const page = readFileSync(join(line.folder, 'sheets.html'), 'utf8')
    expect(page).toMatch(/<p class="code">[2-9a-z-]{19}<\/p>/)
    expect(await json('invitations', 'sheet', '--location', 'Bautzen', '--output', 'sheets.pdf')).toMatchObject({
      sheets: 0,
      printedBefore: [{}],
    })
    expect(await json('invitations', 'sheet', 'external:SH-1', '--lost', '--output', 'sheet.pdf')).toMatchObject({ sheets: 1 })
    expect(readFileSync(join(line.folder, 'sheet.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
    expect(readFileSync(join(line.folder, 'sheet.pdf')).length).toBeGreaterThan(5000)
  })

  it('print all that is stored about a person, and no secret', async () => {
    const { code, stdout } = await line.foyer('export', '--user', 'ada@example.com')
    expect(code).toBe(0)
    const whole = JSON.parse(stdout)
    expect(whole).toMatchObject({
      person: {
        email: { canonical: 'ada@example.com', entered: 'Ada@example.com', setAt: expect.stringMatching(/Z$/) },
        profile: { lastName: 'Ada', location: 'Köln' },
        access: [{ application: 'app', pending: true }],
        invitation: { application: 'app', carriers: expect.any(Array) },
        hasPassword: false,
      },
      sessions: [],
      mails: [{ kind: 'invitation' }],
    })
    expect(whole.events.map(({ type }: { type: string }) => type)).toEqual(expect.arrayContaining(['user.created', 'invitation.sent']))
    for (const secret of ['keyId', 'locator', 'hash', 'secret']) expect(stdout).not.toContain(`"${secret}"`)
    expect(await line.foyer('export', '--user', 'nobody@example.com')).toMatchObject({ code: 3, stdout: '' })
  })

  it('list mails with what became of them, by state, kind and person', async () => {
    const found = await json('mails', 'list', '--user', 'ada@example.com', '--kind', 'invitation,reminder')
    expect(found).toMatchObject({ mails: [{ kind: 'invitation', state: 'queued', name: 'Ada' }], complete: true })
    const shown = await line.foyer('mails', 'list', '--user', 'ada@example.com', '--state', 'queued')
    expect(shown).toMatchObject({ code: 0, stderr: '' })
    expect(shown.stdout).toMatch(/^\d{4}-\S+Z {2}queued {2}invitation {2}[0-9a-f-]{36} {2}Ada\n$/)
    expect((await json('mails', 'list', '--limit', '1')).complete).toBe(false)
    expect(await line.foyer('mails', 'list', '--state', 'delivered')).toMatchObject({ code: 0, stdout: 'There is no such mail.\n' })
    expect(await line.foyer('mails', 'list', '--state', 'lost')).toMatchObject({ code: 2, stdout: '' })
    expect(await line.foyer('mails', 'list', '--user', 'external:nobody')).toMatchObject({ code: 3, stdout: '' })
  })

  it('list the legal documents, and print their ledger as CSV, as JSON, or into a file', async () => {
    const { id } = await json('users', 'create', '--number', 'L-1', '--first-name', '=1+1')
    if (database !== null) {
      const client = new pg.Client({ connectionString: database.url })
      await client.connect()
      await client.query(
        `insert into legal_ledger (user_id, document, version, act, locale, at, channel)
          values ($1, 'terms', '7', 'accepted', 'de', '2026-03-01T10:00:00Z', 'sign_in')`,
        [id],
      )
      await client.end()
    }
    const count = database === null ? 0 : 1
    expect(await json('legal', 'list')).toMatchObject({ documents: [{ key: 'terms', version: '7', accepted: count }] })
    const { code, stdout } = await line.foyer('legal', 'export', '--user', 'external:L-1', '--locale', 'en')
    expect([code, stdout.split('\r\n')[0]]).toEqual([
      0,
      '\ufeffDocument;Version;Act;Time (UTC);Language;Where;SHA-256;External id;First name;Last name;Person',
    ])
    const row = `terms;7;accepted;2026-03-01T10:00:00.000Z;de;sign-in;;L-1;'=1+1;;${id}`
    expect(stdout.split('\r\n').slice(1)).toEqual(database === null ? [''] : [row, ''])
    expect((await json('legal', 'export', '--document', 'terms')).entries).toHaveLength(count)
    expect(await json('legal', 'export', '--output', 'ledger.csv')).toEqual({ entries: count, file: 'ledger.csv' })
    expect(readFileSync(join(line.folder, 'ledger.csv'), 'utf8').split('\r\n')).toHaveLength(count + 2)
    expect(await line.foyer('legal', 'export', '--user', 'external:nobody')).toMatchObject({ code: 3, stdout: '' })
  })

  it.runIf(kind === 'embedded')('say in the help of each what may be given, with an example', async () => {
    const { code, stdout } = await line.foyer('invitations', 'send', '--help')
    expect(code).toBe(0)
    expect(stdout).toContain('--department <name>')
    expect(stdout).toContain('foyer invitations send --application app --status offline --department Logistik')
  })
})
