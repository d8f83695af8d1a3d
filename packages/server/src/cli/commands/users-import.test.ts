// `foyer users import` as somebody types it: on the embedded database, without a server.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CommandLine, configFile, openCommandLine } from '../../../test/run-foyer.ts'

let line: CommandLine
beforeAll(async () => {
  line = await openCommandLine()
  line.configure(configFile())
})
afterAll(() => line.close())

const put = (name: string, text: string) => writeFileSync(join(line.folder, name), text)
const people = async () => JSON.parse((await line.foyer('users', 'count', '--json')).stdout) as { count: number }

it('shows, imports, leaves alone what is there, and gives back what is to be mended', async () => {
  put('staff.csv', 'Personalnummer;Name;E-Mail\nP-1;Müller;p1@example.com\nP-2;Weber;\nP-3;Kaputt;kaputt@\n')
  const preview = await line.foyer('users', 'import', 'staff.csv', '--preview', '--application', 'app', '--invite', 'new')
  expect([preview.code, preview.stdout]).toEqual([
    4,
    '2 new people, 1 invitation by mail, 1 without an address (sheet), 1 row with errors\nline 4, E-Mail: Please give a valid email address, such as name@example.com.\n',
  ])
  expect(await people()).toMatchObject({ count: 0 })

  const done = await line.foyer(
    'users',
    'import',
    'staff.csv',
    '--application',
    'app',
    '--invite',
    'new',
    '--sheets',
    'sheets.html',
    '--problems',
    'left.csv',
    '--json',
  )
  expect(done.code).toBe(4)
  expect(JSON.parse(done.stdout)).toMatchObject({
    state: 'done',
    result: { create: 2, error: 1, mailsQueued: 1, people: { invited: 2 } },
    sheets: [{ file: 'sheets.html', count: 1 }],
    problems: [{ line: 4, code: 'email_invalid' }],
  })
  expect(await people()).toMatchObject({ count: 2 })
  expect(readFileSync(join(line.folder, 'sheets.html'), 'utf8')).toMatch(/Weber.*<p class="code">/s)
  const left = readFileSync(join(line.folder, 'left.csv'), 'utf8')
  expect(left.split('\r\n')[1]).toContain('P-3;Kaputt;kaputt@;')

  put('mended.csv', left.replace(';kaputt@;', ';p3@example.com;'))
  const mended = await line.foyer('users', 'import', 'mended.csv')
  expect([mended.code, mended.stdout]).toEqual([0, '1 entered, 0 changed, 0 unchanged, 0 left, 0 back, 0 mails, 0 rows not written.\n'])
}, 120_000)

it('says what is wrong with a file that it cannot use', async () => {
  put('table.xlsx', 'PK\u0003\u0004 and so on')
  const sheet = await line.foyer('users', 'import', 'table.xlsx')
  expect([sheet.code, sheet.stderr]).toEqual([3, expect.stringContaining('spreadsheet')])
  const missing = await line.foyer('users', 'import', 'nothing.csv')
  expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('nothing.csv cannot be read')])
})
