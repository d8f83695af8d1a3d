// What is typed wrongly or configured wrongly, and what needs no deployment.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { scopes } from '@foyer/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CommandLine, configFile, openCommandLine } from '../../test/run-foyer.ts'
import { parseSecrets } from '../keys/key-ring.ts'
import { commands } from './commands.ts'

let line: CommandLine
beforeAll(async () => {
  line = await openCommandLine()
})
afterAll(() => line.close())

describe('the command line', { timeout: 60_000 }, () => {
  it('names every command and every exit code in its help', async () => {
    const { code, stdout } = await line.foyer('--help')
    expect(code).toBe(0)
    for (const command of [
      'start',
      'migrate',
      'doctor',
      'keys create',
      'keys list',
      'keys rotate <id>',
      'keys revoke <id>',
      'owner invite',
      'secrets new',
    ])
      expect(stdout).toContain(`  ${command} `)
    expect(stdout).toMatch(/Exit codes:\n {2}0 {2}done\n {2}1 {2}failed\n {2}2 {2}wrong usage or configuration/)
  })

  it.each([
    [['bogus'], 'There is no command "bogus"'],
    [['keys'], 'There is no command "keys"'],
    [['keys', 'bogus'], 'There is no command "keys bogus"'],
    [['keys', 'create'], `--scope: say what the key may do, with one or several of ${Object.keys(scopes).join(', ')}`],
    [['keys', 'create', '--scope', 'users:read,king'], '--scope: say what the key may do'],
    [['keys', 'create', '--scope', 'owner', '--name', 'a', '--name', 'b'], '--name: give one value'],
    [['keys', 'create', '--scope', 'owner', '--role', 'owner'], 'Unknown option `--role`'],
    [['keys', 'rotate', 'x', '--overlap', 'long'], '--overlap: give a whole number of hours'],
    [['keys', 'revoke'], 'missing required args'],
    [['start', '--port', 'many'], '--port: give a number from 0 to 65535'],
    [['start', '--config', 'elsewhere.ts'], 'There is no configuration file'],
    [['migrate'], 'There is no foyer.config.ts'],
  ])('answers 2 and a sentence to %j', async (args, sentence) => {
    const { code, stdout, stderr } = await line.foyer(...args)
    expect(stderr).toContain(sentence)
    expect(stderr).not.toContain('    at ')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })

  it('names every scope where keys are made', () => {
    const [, words] = commands.find(({ usage }) => usage === 'keys create')?.options.find(([flag]) => flag.startsWith('--scope')) ?? []
    expect(words?.slice(words.indexOf(': ') + 2).split(', ')).toEqual(Object.keys(scopes))
  })

  it('answers errors to scripts as JSON on standard error', async () => {
    const { code, stderr } = await line.foyer('migrate', '--json')
    expect(code).toBe(2)
    expect(JSON.parse(stderr)).toEqual({ error: expect.stringContaining('There is no foyer.config.ts') })
  })
})

describe('a configuration file', { timeout: 60_000 }, () => {
  it.each([
    ['fails.ts', 'const x: number = nowhere\nexport default x', 'nowhere is not defined'],
    ['syntax.ts', 'export default {', 'syntax.ts fails: '],
    ['nothing.mjs', 'export const config = {}', 'must export its configuration'],
    ['wrong.ts', "export default { url: 'http://x.example', colour: 1 }", 'colour: there is no such setting'],
    [
      'secrets.js',
      `${configFile("secrets: 'k1:Y2hhbmdlLW1l',").replace(': string', '')}\nimport { defineConfig, smtp } from '@foyer/server'`,
      'is shorter than 32 bytes',
    ],
  ])('that cannot work, %s, answers 2 and says what is wrong', async (name, text, sentence) => {
    writeFileSync(join(line.folder, name), text)
    const { code, stderr } = await line.foyer('start', '--config', name)
    expect(stderr).toContain(sentence)
    expect(stderr).not.toContain('Y2hhbmdlLW1l')
    expect(code).toBe(2)
  })

  it('outside demo mode needs secrets with a database of its own, and is told how to make some', async () => {
    line.configure(configFile("database: 'postgres://foyer:geheim@127.0.0.1:1/foyer',"), 'server.ts')
    const { code, stderr } = await line.foyer('start', '--config', 'server.ts')
    expect(stderr).toContain('FOYER_SECRETS is missing')
    expect(stderr).toContain('foyer secrets new')
    expect(code).toBe(2)
  })

  it('whose database is out of reach answers 1, without the address that holds the password', async () => {
    line.configure(configFile("database: 'postgres://foyer:geheim@127.0.0.1:1/foyer',"), 'server.ts')
    const { code, stderr } = await line.start(['keys', 'list', '--config', 'server.ts'], {
      FOYER_SECRETS: (await line.foyer('secrets', 'new')).stdout.trim(),
    }).ended
    expect(stderr).toContain('The database cannot be reached (ECONNREFUSED)')
    expect(stderr).not.toContain('geheim')
    expect(code).toBe(1)
  })
})

describe('foyer secrets new', { timeout: 60_000 }, () => {
  it('prints an entry that works, alone on standard output, and a fresh one each time', async () => {
    const [first, second] = await Promise.all([line.foyer('secrets', 'new'), line.foyer('secrets', 'new', '--id', 'autumn-26')])
    expect(first.code).toBe(0)
    expect(parseSecrets(first.stdout.trim()).newest).toBe('k1')
    expect(parseSecrets(second.stdout.trim()).newest).toBe('autumn-26')
    expect(first.stdout.split(':')[1]).not.toBe(second.stdout.split(':')[1])
  })

  it('takes an id that is free, and refuses one that is not', async () => {
    const secrets = (await line.foyer('secrets', 'new')).stdout.trim()
    const next = await line.start(['secrets', 'new', '--json'], { FOYER_SECRETS: secrets }).ended
    expect(JSON.parse(next.stdout)).toEqual({ id: 'k2', entry: expect.stringMatching(/^k2:/) })
    const taken = await line.start(['secrets', 'new', '--id', 'k1'], { FOYER_SECRETS: secrets }).ended
    expect(taken).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('has "k1" already') })
  })
})
