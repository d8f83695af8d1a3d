// A spreadsheet's whole way through HTTP: pieces, sheets, plan with remedies, run; and what is refused on the way.

import { expect, it } from 'vitest'
import { ask } from '../../test/browser.ts'
import { importCalls } from '../../test/import-calls.ts'
import { onEachFoyer } from '../../test/on-each-foyer.ts'
import { type TestCell, type TestSheet, writeXlsx } from '../../test/write-xlsx.ts'

interface Group {
  group: string
  code: string
  column: string | null
  value: string | null
  rows: number
  lines: number[]
  remedies: string[]
  remedy: string | null
}

interface Shown {
  counts: Record<string, number>
  mails: number
  sheets: number
  none: number
  groups: Group[]
  planHash: string
  sentence: string
}

onEachFoyer('a spreadsheet', (foyer, name) => {
  const { headers, call, piece, create, send, read } = importCalls(foyer, 'application/octet-stream')
  const preview = (id: string) => read<Shown>(`/api/imports/${id}/preview`)
  const rows = async (id: string, query = '') =>
    (
      await read<{ items: { line: number; outcome: string; reason: { column: string; code: string } | null }[] }>(
        `/api/imports/${id}/rows?limit=500${query}`,
      )
    ).items
  const run = async (id: string, planHash?: string) => {
    const answer = await call('POST', `/api/imports/${id}/run`, planHash === undefined ? {} : { planHash })
    if (answer.status !== 200) throw new Error(answer.text)
    await foyer().idle()
    return read<Record<string, number>>(`/api/imports/${id}/result`)
  }
  const remedy = async (id: string, remedies: Record<string, string | null>) => {
    const answer = await call('POST', `/api/imports/${id}/remedies`, { remedies })
    await foyer().idle()
    return answer
  }
  const person = (externalId: string) => read<Record<string, unknown>>(`/api/users/external:${externalId}`)
  const pieces = (id: string) => foyer().store.findImportPiece(id, 0)
  const sheet = (people: TestCell[][], sheetName = 'Personal'): TestSheet => ({ name: sheetName, rows: people })
  const refused = async (bytes: Uint8Array, locale = 'de') => {
    const { status, body } = await piece(await create(), 'offset=0&last=true', bytes, { locale })
    return { status, reason: (body.details as { reason: string }).reason, text: String(body.detail) }
  }

  it('goes from pieces of any size to people, whatever their cells are, and leaves nothing of the file', async () => {
    const file = writeXlsx([
      sheet([
        ['Personalnummer', 'Nachname, Vorname', 'Privat', 'Dienstlich', 'Austritt', 'PLZ', 'Straße', 'Ort'],
        [491701234567, 'Müller, Jürgen', 'j@privat.example', 'J.M@Firma.example', { day: 48213 }, { padded: 1067 }, 'Weg 1', 'Dresden'],
        [{ padded: 42 }, 'Łukasz, مريم', 'k. A.', { error: '#NV' }, null, null, null, null],
      ]),
    ])
    const id = await send(file, { columns: { Privat: 'email', Dienstlich: 'email' }, prefer: ['Dienstlich'] }, { size: 700 })
    const shown = await preview(id)
    expect([shown.counts.create, shown.none, shown.sentence]).toEqual([
      2,
      2,
      '2 new people, 2 cells that say none (such as – or n/a) read as blank',
    ])
    expect(await pieces(id)).toBeNull()
    await run(id)
    expect(await person('491701234567')).toMatchObject({
      firstName: 'Jürgen',
      lastName: 'Müller',
      email: 'J.M@Firma.example',
      postalAddress: { street: 'Weg 1', postcode: '01067', town: 'Dresden' },
    })
    expect(await person('00042')).toMatchObject({ lastName: 'Łukasz', firstName: 'مريم', email: null })
  })

  it('that is sent to be looked at like a text is answered with the way to look at it', async () => {
    const file = writeXlsx([sheet([['Personalnummer'], ['X-1']])])
    const answer = await ask(foyer(), 'POST', '/api/import-inspections', { ...headers(), 'content-type': 'application/octet-stream' }, file)
    expect([answer.status, answer.body.code, answer.body.details]).toEqual([422, 'file_refused', { reason: 'file_to_hold', line: null }])
    expect(answer.body.detail).toMatch(/hold: true.*\/content.*\/inspection/)
  })

  it('waits to be looked at, sheet by sheet, and is read as somebody says', async () => {
    const file = writeXlsx([
      sheet([['Notiz'], ['nur für uns']], 'Deckblatt'),
      sheet(
        [
          ['Nr', 'Kennwort'],
          ['W-1', 'geheim geheim'],
          ['W-2', ''],
        ],
        'Köln',
      ),
      sheet([['Nr'], ['W-3']], 'Bonn'),
    ])
    const id = await send(file, { hold: true })
    expect(await read(`/api/imports/${id}`)).toMatchObject({
      state: 'reading',
      rows: 0,
      sheet: null,
      worksheets: [{ name: 'Deckblatt' }, { name: 'Köln' }, { name: 'Bonn' }],
    })
    expect(await read(`/api/imports/${id}/inspection`)).toMatchObject({ sheet: 'Deckblatt', columns: [{ header: 'Notiz' }] })
    expect(await read(`/api/imports/${id}/inspection?sheet=${encodeURIComponent('Köln')}`)).toMatchObject({
      columns: [{ header: 'Nr' }, { header: 'Kennwort', field: 'initialPassword' }],
      rows: [['W-1', ''], ['W-2']],
    })
    expect((await call('GET', `/api/imports/${id}/inspection?sheet=Aachen`)).body).toMatchObject({ code: 'file_refused' })
    expect((await call('POST', `/api/imports/${id}/begin`, {})).body).toMatchObject({ details: { reason: 'file_sheet_unnamed' } })
    const begun = await call('POST', `/api/imports/${id}/begin`, {
      sheet: 'Köln',
      columns: { Nr: 'externalId', Kennwort: 'ignore' },
      name: 'köln.xlsx',
    })
    expect(begun.body).toMatchObject({ name: 'köln.xlsx', sheet: 'Köln' })
    await foyer().idle()
    expect((await preview(id)).counts.create).toBe(2)
    expect((await call('POST', `/api/imports/${id}/begin`, {})).body.code).toBe('import_not_open')
  })

  it('with several sheets is refused where nobody says which, and read where they do', async () => {
    const file = writeXlsx([sheet([['Personalnummer'], ['S-1']], 'A'), sheet([['Personalnummer'], ['S-2']], 'B')])
    expect((await refused(file)).reason).toBe('file_sheet_unnamed')
    const id = await send(file, { sheet: 'B' })
    await run(id)
    expect((await person('S-2')).externalId).toBe('S-2')
    const one = writeXlsx([
      sheet([['Personalnummer'], ['S-3']], 'A'),
      sheet([[null]], 'Tabelle2'),
      { ...sheet([['x']], 'Alt'), hidden: true },
    ])
    expect((await preview(await send(one))).counts.create).toBe(1)
  })

  it.each([
    ['an .xls', Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('Workbook', 'utf16le')]), 'file_is_xls', /\.xlsx/],
    [
      'a password',
      Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('EncryptedPackage', 'utf16le')]),
      'file_is_protected',
      /Kennwort/,
    ],
    [
      'macros',
      writeXlsx([sheet([['Personalnummer'], ['M-1']])], { main: 'ms-excel.sheet.macroEnabled.main' }),
      'file_has_macros',
      /Makros.*\.xlsx/,
    ],
    [
      'a bomb',
      writeXlsx([sheet([['Personalnummer']])], { parts: { 'xl/media/b.bin': new Uint8Array(201_000_000) } }),
      'file_unpacks_too_large',
      /CSV/,
    ],
  ])('that is %s is refused at once with what to do', async (_, bytes, reason, words) => {
    const answer = await refused(bytes)
    expect([answer.status, answer.reason]).toEqual([422, reason])
    expect(answer.text).toMatch(words)
  })

  it('that is found out while it is read ends the import with what to do, and leaves nothing of the file', async () => {
    const people = Array.from({ length: 50_001 }, (_, at): TestCell[] => [`L-${at}`])
    const long = await send(writeXlsx([sheet([['Personalnummer'], ...people])]))
    expect(await read(`/api/imports/${long}`)).toMatchObject({ state: 'failed', failure: { reason: 'file_sheet_too_long' } })
    const wide = await send(writeXlsx([sheet([['Personalnummer'], Array.from({ length: 300 }, (_, at) => at)])]))
    expect(await read(`/api/imports/${wide}`)).toMatchObject({ state: 'failed', failure: { reason: 'file_too_many_columns', line: 2 } })
    expect([await pieces(long), await pieces(wide)]).toEqual([null, null])
  })

  it('keeps nothing readable while it waits, and nothing at all once it is stopped', async () => {
    const id = await send(
      writeXlsx([
        sheet([
          ['Personalnummer', 'Initial-Passwort'],
          ['Z-1', 'Trompete Nebel'],
        ]),
      ]),
      { hold: true },
    )
    const kept = await pieces(id)
    expect(Buffer.from(kept?.bytes ?? []).includes('sheet1.xml')).toBe(false)
    expect(kept).not.toBeNull()
    await call('POST', `/api/imports/${id}/cancel`)
    expect(await pieces(id)).toBeNull()
  })

  it('gives one address in many rows one remedy for all, which the preview shows and binds', async () => {
    await foyer().enter({ externalId: '00777', lastName: 'Mit Nullen' })
    const people = [
      ...['T-1', 'T-2', 'T-3'].map((id): TestCell[] => [id, 'team@example.com', 'de']),
      ...['T-4', 'T-5'].map((id): TestCell[] => [id, 'twice@example.com', 'de']),
      ['T-6', 't6@example.com', 'klingonisch'] as TestCell[],
      [777, null, null] as TestCell[],
      ['1E+05', null, 'de'] as TestCell[],
    ]
    const id = await send(writeXlsx([sheet([['Personalnummer', 'E-Mail', 'Sprache'], ...people])]), { application: 'shop', invite: 'new' })
    const first = await preview(id)
    expect(first.counts).toMatchObject({ create: 0, error: 8, skip: 0 })
    expect(first.groups.map(({ group, rows: count, lines, column, remedies }) => [group, count, lines, column, remedies])).toEqual([
      ['email_twice:team@example.com', 3, [2, 3, 4], 'E-Mail', ['leave_out', 'skip']],
      ['email_twice:twice@example.com', 2, [5, 6], 'E-Mail', ['leave_out', 'skip']],
      ['excel_number:externalId', 1, [9], 'Personalnummer', ['skip']],
      ['external_id_zeros:externalId', 1, [8], 'Personalnummer', ['on_file', 'skip']],
      ['locale_unknown:locale', 1, [7], 'Sprache', ['leave_out', 'skip']],
    ])
    const unknown = await remedy(id, { 'email_twice:other@example.com': 'skip' })
    expect([unknown.status, (await remedy(id, { 'excel_number:externalId': 'leave_out' })).status]).toEqual([422, 422])

    await remedy(id, { 'email_twice:team@example.com': 'leave_out', 'email_twice:twice@example.com': 'skip', external_id_zeros: 'on_file' })
    const second = await preview(id)
    expect(second.counts).toMatchObject({ create: 3, error: 2, skip: 2, unchanged: 1 })
    expect([second.mails, second.sheets]).toEqual([0, 3])
    expect(second.groups.map(({ group, remedy: chosen }) => [group, chosen])).toEqual([
      ['email_twice:team@example.com', 'leave_out'],
      ['email_twice:twice@example.com', 'skip'],
      ['excel_number:externalId', null],
      ['external_id_zeros:externalId', 'on_file'],
      ['locale_unknown:locale', null],
    ])
    expect((await call('POST', `/api/imports/${id}/run`, { planHash: first.planHash })).body.code).toBe('plan_changed')

    await remedy(id, { 'email_twice:twice@example.com': null, locale_unknown: 'leave_out' })
    const third = await preview(id)
    expect(third.counts).toMatchObject({ create: 4, error: 3, skip: 0 })
    expect((await rows(id, '&outcome=error')).map(({ line, reason }) => [line, reason?.code, reason?.column])).toEqual([
      [5, 'email_twice', 'E-Mail'],
      [6, 'email_twice', 'E-Mail'],
      [9, 'excel_number', 'Personalnummer'],
    ])
    expect(await run(id, third.planHash)).toMatchObject({ create: 4, mailsQueued: 1, error: 3, failed: 0 })
    expect([(await person('T-2')).email, (await person('T-6')).email]).toEqual([null, 't6@example.com'])
    expect((await call('GET', '/api/users/external:T-4')).status).toBe(404)
    const { text } = await call('GET', `/api/imports/${id}/problems`)
    expect(text.trim().split('\r\n')).toHaveLength(4)
    expect((await remedy(id, {})).body.code).toBe('import_not_open')
  })

  it('takes remedies along from the start, so that the same list every night needs nobody', async () => {
    const list = 'Personalnummer;E-Mail\nN-1;nacht@example.com\nN-2;nacht@example.com\n'
    const options = { remedies: { email_twice: 'leave_out' } }
    expect(await run(await send(list, options))).toMatchObject({ create: 2, error: 0 })
    const again = await preview(await send(list, options))
    expect(again.counts).toMatchObject({ unchanged: 2, error: 0 })
  })

  it('of 3,000 people comes to mails, sheets and rows to mend that together are exactly the people', async () => {
    const COUNT = name === 'PGlite' ? 600 : 3_000
    const [team, spoilt] = [40, 25]
    const people = Array.from({ length: COUNT }, (_, at): TestCell[] => {
      const id: TestCell = at < spoilt ? `4,9E+${at + 10}` : `X-${at}`
      const email = at >= COUNT - team ? 'lager@example.com' : at % 3 === 0 ? null : `x${at}@example.com`
      return [id, `Müller ${at}`, email]
    })
    const id = await send(writeXlsx([sheet([['Personalnummer', 'Nachname', 'E-Mail'], ...people])]), { application: 'shop', invite: 'new' })
    await remedy(id, { 'email_twice:lager@example.com': 'leave_out' })
    const shown = await preview(id)
    expect(shown.mails + shown.sheets + (shown.counts.error ?? 0)).toBe(COUNT)
    expect([shown.counts.create, shown.counts.error]).toEqual([COUNT - spoilt, spoilt])
    const result = await run(id, shown.planHash)
    expect(result).toMatchObject({ create: COUNT - spoilt, mailsQueued: shown.mails, error: spoilt, failed: 0 })
    const mailed = foyer()
      .mails.map(({ to }) => to)
      .filter((to) => /^x\d+@/.test(to))
    const toMail = people
      .slice(spoilt)
      .flatMap(([, , email]) => (typeof email === 'string' && email !== 'lager@example.com' ? [email] : []))
    expect(mailed.toSorted()).toEqual(toMail.toSorted())
    const without = await read<{ count: number }>(`/api/users/count?importId=${id}&emailStatus=none`)
    expect(without.count).toBe(shown.sheets)
    const toMend = (await call('GET', `/api/imports/${id}/problems`)).text.trim().split('\r\n').slice(1)
    expect(mailed.length + without.count + toMend.length).toBe(COUNT)
    expect(new Set(toMend.map((line) => line.split(';')[0])).size).toBe(spoilt)
  })
})
