// A file's whole way through HTTP: pieces, plan, preview, run, afterwards, and the same file again.

import type { Person } from '@foyer/core'
import { expect, it } from 'vitest'
import { ask } from '../../test/browser.ts'
import { importCalls } from '../../test/import-calls.ts'
import { onEachFoyer } from '../../test/on-each-foyer.ts'
import { addOnline, withFacts } from '../../test/people.ts'

interface Shown {
  counts: Record<string, number>
  mails: number
  sheets: number
  confirm: number | null
  planHash: string
  sentence: string
}

interface Row {
  line: number
  outcome: string
  userId: string | null
  name: string | null
  changes: { field: string; from: unknown; to: unknown }[]
  reason: { column: string | null; code: string; message: string } | null
}

onEachFoyer('an import', (foyer, name) => {
  const { headers, call, piece, create, send, read } = importCalls(foyer, 'text/csv')
  const preview = (id: string) => read<Shown>(`/api/imports/${id}/preview`)
  const rows = async (id: string, query = '') => (await read<{ items: Row[] }>(`/api/imports/${id}/rows?limit=500${query}`)).items
  const result = (id: string) => read<Record<string, number> & { people: Record<string, number> }>(`/api/imports/${id}/result`)
  const run = async (id: string, body: object = {}, apiKey?: string) => {
    const answer = await call('POST', `/api/imports/${id}/run`, body, apiKey === undefined ? {} : { apiKey })
    if (answer.status !== 200) throw new Error(answer.text)
    await foyer().idle()
    return result(id)
  }
  const sendAndRun = async (file: string, options: object = {}) => {
    const id = await send(file, options)
    await run(id)
    return id
  }
  const person = (externalId: string) => read<Record<string, unknown>>(`/api/users/external:${externalId}`)
  const problems = async (id: string) => (await call('GET', `/api/imports/${id}/problems`)).text
  const events = async (userId: string) =>
    (await read<{ items: { type: string; data: Record<string, unknown> }[] }>(`/api/events?user=${userId}`)).items

  it('goes from a file in small pieces to people with events and mails', async () => {
    const file =
      'Personalnummer;Nachname;Vorname;E-Mail;Standort;Größe\r\nA-1;Müller;José 🎉;a1@example.com;"Köln\r\nNord";M\r\nA-2;Łukasz;مريم;;Bonn;\r\n'
    const id = await send(file, { application: 'app', invite: 'new' }, { size: 11 })
    const shown = await preview(id)
    expect(shown).toMatchObject({ counts: { create: 2, error: 0 }, mails: 1, sheets: 1, confirm: null })
    expect((await rows(id)).map(({ name }) => name)).toEqual(['José 🎉 Müller', 'مريم Łukasz'])
    expect(shown.sentence).toBe('2 new people, 1 invitation by mail, 1 without an address (sheet)')
    expect((await call('GET', '/api/users/external:A-1')).status).toBe(404)
    expect(await run(id, { planHash: shown.planHash })).toMatchObject({
      create: 2,
      mailsQueued: 1,
      failed: 0,
      people: { invited: 1, offline: 1 },
    })
    expect(await person('A-1')).toMatchObject({
      status: 'invited',
      lastName: 'Müller',
      firstName: 'José 🎉',
      location: 'Köln Nord',
      fields: { shirtSize: 'M' },
    })
    expect(await person('A-2')).toMatchObject({ status: 'offline', lastName: 'Łukasz', firstName: 'مريم', email: null })
    expect((await foyer().mailTo('a1@example.com')).text).toContain('José 🎉')
    const trail = await events(String((await person('A-1')).id))
    expect(trail.slice(0, 3).map(({ type }) => type)).toEqual(['user.created', 'access.granted', 'invitation.sent'])
    expect(trail[0]?.data.importId).toBe(id)
    expect((await read<{ items: unknown[] }>(`/api/users?importId=${id}`)).items).toHaveLength(2)
  })

  it('of the same file changes nothing and mails nobody, and of one edited row changes one', async () => {
    const file = (name: string) =>
      `Personalnummer;Nachname;E-Mail;Sprache;Austritt;Straße;PLZ;Ort\nB-1;Weber;b1@example.com;Deutsch;31.12.2031;Weg 1;50667;Köln\nB-2;${name};b2@example.com;;;;;\n`
    await sendAndRun(file('Peters'), { application: 'app', invite: 'new' })
    const mails = foyer().mails.length
    const before = await person('B-1')
    const again = await send(file('Peters'), { application: 'app', invite: 'new' })
    expect(await preview(again)).toMatchObject({ counts: { unchanged: 2, create: 0, update: 0 }, mails: 0 })
    expect(await run(again)).toMatchObject({ unchanged: 2, mailsQueued: 0 })
    expect([await person('B-1'), foyer().mails.length]).toEqual([before, mails])
    const edited = await send(file('Petersen'), { application: 'app', invite: 'new' })
    expect(await preview(edited)).toMatchObject({ counts: { unchanged: 1, update: 1 }, mails: 0 })
    expect((await rows(edited, '&outcome=update')).map(({ line, changes }) => [line, changes])).toEqual([
      [3, [{ field: 'lastName', from: 'Peters', to: 'Petersen' }]],
    ])
    expect((await rows(edited, '&outcome=unchanged')).map(({ line, userId }) => [line, userId])).toEqual([[2, before.id]])
    await run(edited)
    expect(await person('B-2')).toMatchObject({ lastName: 'Petersen' })
    expect(foyer().mails.length).toBe(mails)
  })

  it('writes neither of two rows with one number or one address, canonical twins among them, and goes on with the rest', async () => {
    const file =
      'Personalnummer;E-Mail;Nachname\nC-1;c@example.com;Eins\nC-2; C@EXAMPLE.com ;Zwei\nC-3;c3@example.com;Drei\nC-4;c4@example.com;Vier\nC-3;;Fünf\n'
    const id = await send(file, {})
    expect((await rows(id, '&outcome=error')).map(({ line, reason }) => [line, reason?.code, reason?.message.match(/\d+/g)])).toEqual([
      [2, 'email_twice', ['3']],
      [3, 'email_twice', ['2']],
      [4, 'external_id_twice', ['6']],
      [6, 'external_id_twice', ['4']],
    ])
    expect(await run(id)).toMatchObject({ create: 1, error: 4 })
    expect((await call('GET', '/api/users/external:C-1')).status).toBe(404)
    expect(await person('C-4')).toMatchObject({ lastName: 'Vier' })
  })

  it('gives the rows that were not written back to mend, and the mended file writes exactly those', async () => {
    const file =
      'Personalnummer;Vorname;E-Mail;Größe;Notizen\nD-1;Mia;mia.example;M;"x;y"\nD-2;Jan;d2@example.com;XXL;\nD-3;Eva;d3@example.com;S;\n'
    const id = await send(file)
    expect(await run(id)).toMatchObject({ create: 1, error: 2 })
    const mendable = await problems(id)
    expect(mendable.split('\r\n').map((line) => line.split(';').slice(0, 3).join(';'))).toEqual([
      'Personalnummer;Vorname;E-Mail',
      'D-1;Mia;mia.example',
      'D-2;Jan;d2@example.com',
      '',
    ])
    expect(mendable).toContain('"x;y"')
    const mended = await send(mendable.replace('mia.example', 'd1@example.com').replace(';XXL;', ';L;'))
    expect(await run(mended)).toMatchObject({ create: 2, error: 0, unchanged: 0 })
    expect(await person('D-2')).toMatchObject({ fields: { shirtSize: 'L' } })
  })

  it('overwrites nobody who changed since the preview', async () => {
    await sendAndRun('Personalnummer;Nachname\nE-1;Alt\nE-2;Alt\n')
    const id = await send('Personalnummer;Nachname;E-Mail\nE-1;Neu;\nE-2;Neu;\nE-3;Neu;\nE-4;Neu;e4@example.com\n')
    await foyer().manage('PATCH', '/api/users/external:E-1', { lastName: 'Dazwischen' })
    await foyer().enter({ externalId: 'E-3', lastName: 'Schneller' })
    await foyer().enter({ lastName: 'Mit der Adresse', email: 'e4@example.com' })
    expect(await run(id)).toMatchObject({ update: 1, create: 0, failed: 3, conflict: 3 })
    expect([(await person('E-1')).lastName, (await person('E-2')).lastName, (await person('E-3')).lastName]).toEqual([
      'Dazwischen',
      'Neu',
      'Schneller',
    ])
    expect((await rows(id)).filter(({ outcome }) => outcome === 'conflict').map(({ reason }) => reason?.code)).toEqual([
      'changed_meanwhile',
      'external_id_taken',
      'email_taken',
    ])
    expect((await problems(id)).split('\r\n')).toHaveLength(5)
  })

  it('says whose address is in the way by now: entered for somebody else, or kept for whoever may take it back', async () => {
    await sendAndRun('Personalnummer;Nachname\nV-1;Alt\n')
    const { store } = foyer()
    const holder = await addOnline(store, { externalId: 'V-9', email: 'given-up@example.com' })
    const id = await send('Personalnummer;E-Mail\nV-1;v1@example.com\nV-2;given-up2@example.com\nV-3;v3@example.com\n')
    await foyer().enter({ lastName: 'Schneller', email: 'v1@example.com' })
    const replaced = (before: Person, now: number) =>
      withFacts(before, {
        formerEmail: { canonical: 'given-up2@example.com', entered: 'given-up2@example.com', changedAt: now, undoUntil: now + 60_000 },
      })
    await store.changePerson({ id: holder.id }, replaced, { actor: 'holder' })
    expect(await run(id)).toMatchObject({ create: 1, update: 0, failed: 2, conflict: 2 })
    const told = (await rows(id)).filter(({ outcome }) => outcome === 'conflict').map(({ reason }) => [reason?.column, reason?.code])
    expect(told).toEqual([
      ['E-Mail', 'email_taken'],
      ['E-Mail', 'email_taken'],
    ])
  })

  it('never overwrites a confirmed address, and touches nobody above the role of whoever imports', async () => {
    const member = await foyer().join({ application: 'shop', email: `f1-${name}@example.com` })
    await foyer().manage('PATCH', `/api/users/${member.id}`, { externalId: 'F-1' })
    await foyer().enter({
      externalId: 'F-2',
      lastName: 'Chefin',
      email: 'f2@example.com',
      invite: { application: 'portal', role: 'owner' },
    })
    const apiKey = await foyer().addKey()
    const id = await send('Personalnummer;Nachname;E-Mail\nF-1;Neu;anders@example.com\nF-2;Neu;\n', {}, { apiKey })
    expect((await rows(id)).map(({ outcome, reason }) => [outcome, reason?.code])).toEqual([
      ['conflict', 'email_confirmed'],
      ['conflict', 'role_too_low'],
    ])
    expect(await run(id, {}, apiKey)).toMatchObject({ update: 0, conflict: 2 })
    expect([(await person('F-1')).email, (await person('F-2')).lastName]).toEqual([member.email, 'Chefin'])
  })

  it('leaves the last owner, whatever the file says of all owners, and goes on with the rest', async () => {
    const owners = await Promise.all(
      ['o1', 'o2'].map((key) => foyer().join({ application: 'portal', role: 'owner', email: `${key}-${name}@example.com` })),
    )
    for (const [at, { id }] of owners.entries()) await foyer().manage('PATCH', `/api/users/${id}`, { externalId: `R-${at}` })
    const others = Array.from({ length: 40 }, (_, at) => `R-x${at};aktiv`)
    const id = await send(
      `Personalnummer;Status\n${others.slice(0, 20).join('\n')}\nR-0;inaktiv\nR-1;inaktiv\n${others.slice(20).join('\n')}\n`,
    )
    const counts = await run(id)
    const left = await Promise.all(owners.map(async (owner) => (await read<{ status: string }>(`/api/users/${owner.id}`)).status))
    expect(left.sort()).toEqual(['deactivated', 'online'])
    expect(counts).toMatchObject({ create: 40, deactivate: 1, failed: 1 })
    expect((await rows(id, '&outcome=deactivate')).map(({ reason }) => reason?.code)).toContain('last_owner')
  })

  it('runs exactly the plan that was looked at, and once', async () => {
    const id = await send('Personalnummer\nG-1\n')
    const { planHash } = await preview(id)
    const other = await call('POST', `/api/imports/${id}/run`, { planHash: 'another' })
    expect([other.status, other.body.code, other.body.details]).toEqual([409, 'plan_changed', { planHash }])
    await Promise.all([run(id, { planHash }), run(id, { planHash }), run(id, { planHash })])
    expect(await result(id)).toMatchObject({ create: 1 })
    expect(await events(String((await person('G-1')).id))).toHaveLength(1)
  })

  it.each([
    ['nothing in it', '', 'file_empty'],
    ['a header alone', 'Personalnummer;Name\n', 'file_empty'],
    ['no header', 'P-1;Weber\n', 'file_header_unknown'],
    ['no column to know people by', 'Vorname;Nachname\nMia;Weber\n', 'file_key_missing'],
  ])('is refused with %s', async (_, file, reason) => {
    const { status, body } = await piece(await create(), 'offset=0&last=true', new TextEncoder().encode(file))
    expect([status, (body.details as { reason: string }).reason]).toEqual([422, reason])
  })

  it('takes each piece once and says where to go on', async () => {
    const id = await create()
    const bytes = new TextEncoder().encode('Personalnummer\nH-1\nH-2\n')
    expect((await piece(id, 'offset=5', bytes.slice(5, 9))).body).toMatchObject({ code: 'upload_out_of_place', details: { received: 0 } })
    expect((await piece(id, 'offset=0', bytes.slice(0, 17))).body).toMatchObject({ bytes: 17 })
    expect((await piece(id, 'offset=0', bytes.slice(0, 17))).body).toMatchObject({ bytes: 17 })
    expect((await piece(id, 'offset=10&last=true', bytes.slice(10))).body).toMatchObject({ rows: 2 })
    expect((await piece(id, 'offset=10&last=true', bytes.slice(10))).body).toMatchObject({ rows: 2 })
    await foyer().idle()
    expect(await preview(id)).toMatchObject({ counts: { create: 2 } })
  })

  it('refuses a piece above its size, and more than one application for a key of one', async () => {
    const id = await create()
    expect((await piece(id, 'offset=0', new Uint8Array(1024 * 1024 + 1).fill(97))).status).toBe(413)
    const bound = await foyer().addKey({ application: 'shop' })
    expect((await call('POST', '/api/imports', { application: 'app', invite: 'new' }, { apiKey: bound })).status).toBe(403)
    expect((await call('POST', '/api/imports', { application: 'portal', invite: 'new' })).body).toMatchObject({ code: 'invalid_input' })
    expect((await call('POST', '/api/imports', { invite: 'new' })).body).toMatchObject({ code: 'invalid_input' })
  })

  it('stops between two batches when it is cancelled, and never goes on', async () => {
    const file = `Personalnummer\n${Array.from({ length: 3_000 }, (_, at) => `I-${at}`).join('\n')}\n`
    const id = await send(file)
    await call('POST', `/api/imports/${id}/run`, {})
    await call('POST', `/api/imports/${id}/cancel`)
    await foyer().idle()
    const { create: written = 0 } = await result(id)
    expect(await read(`/api/imports/${id}`)).toMatchObject({ state: 'cancelled' })
    const people = await read<{ count: number }>(`/api/users/count?importId=${id}`)
    expect(people.count).toBe(written)
    expect(written).toBeLessThan(3_000)
    expect((await call('POST', `/api/imports/${id}/run`, {})).body.code).toBe('import_not_open')
  })

  it('is undone for those who were never active', async () => {
    const id = await sendAndRun('Personalnummer;E-Mail\nJ-1;j1@example.com\nJ-2;j2@example.com\n', { application: 'shop', invite: 'new' })
    const active = foyer().browser({ application: 'shop' })
    let view = await active.start({ link: await foyer().linkTo('j2@example.com') })
    for (const [action, input] of [
      ['open', {}],
      ['set_password', { password: 'geduldig wandern drei Berge' }],
    ] as const)
      view = await active.act(view, action, input)
    expect((await call('POST', `/api/imports/${id}/undo`)).body).toEqual({ removed: 1, more: false })
    expect((await call('GET', '/api/users/external:J-1')).status).toBe(404)
    expect(await person('J-2')).toMatchObject({ status: 'online' })
    expect(await result(id)).toMatchObject({ people: { online: 1, invited: 0 } })
  })

  it('of a complete file lets those leave whom an import made, after their number was typed, and takes them back', async () => {
    const file = (numbers: readonly number[]) => `Personalnummer\n${numbers.map((n) => `M-${n}`).join('\n')}\n`
    await sendAndRun(file([1, 2, 3, 4]))
    await foyer().enter({ externalId: 'M-by-hand' })
    const { counts: others } = await preview(await send(file([1, 2, 3, 4]), { mode: 'complete' }))
    const id = await send(file([1, 2, 3]), { mode: 'complete' })
    const shown = await preview(id)
    const leaving = (others.deactivate ?? 0) + (others.revoke ?? 0) + 1
    expect((shown.counts.deactivate ?? 0) + (shown.counts.revoke ?? 0)).toBe(leaving)
    expect(shown.confirm).toBe(leaving)
    const refused = await call('POST', `/api/imports/${id}/run`, { planHash: shown.planHash, deactivate: leaving - 1 })
    expect([refused.status, refused.body.code, refused.body.details]).toEqual([409, 'leavers_unconfirmed', { count: leaving }])
    expect((await rows(id, '&outcome=deactivate')).every(({ line }) => line === 0)).toBe(true)
    await run(id, { planHash: shown.planHash, deactivate: leaving })
    expect([(await person('M-4')).status, (await person('M-3')).status, (await person('M-by-hand')).status]).toEqual([
      'deactivated',
      'offline',
      'offline',
    ])

    const back = await send(file([1, 2, 3, 4]), { mode: 'complete' })
    expect(await preview(back)).toMatchObject({ counts: { reactivate: 1, create: 0, deactivate: 0 }, confirm: null })
    await run(back)
    expect((await person('M-4')).status).toBe('offline')
    await foyer().manage('POST', '/api/users/external:M-4/deactivate', {})
    expect(await preview(await send(file([1, 2, 3, 4]), { mode: 'complete' }))).toMatchObject({ counts: { reactivate: 0, unchanged: 4 } })
  })

  it('keeps what the file said for a week, and what became of it for a month', async () => {
    const id = await sendAndRun('Personalnummer;Nachname\nN-1;Weber\n')
    await sendAndRun('Personalnummer;Nachname\nN-1;Weber-Peters\n')
    const waiting = await send('Personalnummer;Nachname\nN-1;Peters\n')
    const DAY = 86_400_000
    await foyer().shiftClock(8 * DAY)
    while ((await foyer().store.cleanUp()) > 0);
    expect((await rows(id)).map(({ outcome, changes }) => [outcome, changes])).toEqual([['create', []]])
    expect((await call('POST', `/api/imports/${waiting}/run`, {})).body.code).toBe('import_not_open')
    expect((await problems(id)).split('\r\n')).toHaveLength(2)
    await foyer().shiftClock(40 * DAY)
    while ((await foyer().store.cleanUp()) > 0);
    expect(await rows(id)).toEqual([])
    await foyer().shiftClock(0)
  })

  it('survives a round trip by export, formulas and all', async () => {
    const wild = ['=1+1', '+49', '-5', '@SUM(A1)', "'=x", 'José 🎉', 'مريم', 'Łukasz', 'Semi;kolon', 'Anf"ührung']
    for (const [at, lastName] of wild.entries())
      await foyer().enter({ externalId: `O-${at}`, lastName, location: 'Rundreise', firstName: lastName })
    const { text } = await call('GET', '/api/export?location=Rundreise&locale=de')
    for (const cell of text.split(/\r\n|;/)) expect(cell).not.toMatch(/^"?[=+\-@]/)
    const id = await send(text)
    expect(await preview(id)).toMatchObject({ counts: { unchanged: wild.length, update: 0, create: 0, error: 0, conflict: 0 } })
  })

  it('of which a third has no address mails and counts for sheets exactly its people', async () => {
    const COUNT = name === 'PGlite' ? 300 : 3_000
    const withAddress = (at: number) => at % 3 !== 0
    const lines = Array.from({ length: COUNT }, (_, at) => `Q-${at};Müller ${at};${withAddress(at) ? `q${at}@example.com` : ''}`)
    const id = await send(`Personalnummer;Nachname;E-Mail\n${lines.join('\n')}\n`, { application: 'shop', invite: 'new' })
    const shown = await preview(id)
    expect([shown.counts.create, shown.mails + shown.sheets, shown.sheets]).toEqual([COUNT, COUNT, COUNT / 3])
    expect(await run(id, { planHash: shown.planHash })).toMatchObject({
      create: COUNT,
      mailsQueued: shown.mails,
      people: { invited: shown.mails, offline: shown.sheets },
    })
    const mailed = foyer()
      .mails.map(({ to }) => to)
      .filter((to) => /^q\d+@/.test(to))
    expect([mailed.length, new Set(mailed).size]).toEqual([shown.mails, shown.mails])
    const without = await read<{ count: number }>(`/api/users/count?importId=${id}&emailStatus=none`)
    expect(without.count).toBe(shown.sheets)
  })

  it('keeps names intact from file to mail to sheet to export, and invites whoever has no address by a sheet in the same step', async () => {
    const names = ['Müller', 'Łukasz', 'José', 'Zoë 🎉', 'مريم']
    const lines = names.flatMap((lastName, at) => [
      `S-${at};${lastName};${lastName};Namen;s${at}-${name}@example.com`,
      `S-x${at};${lastName};Ohne;Namen;`,
    ])
    const id = await send(`Personalnummer;Nachname;Vorname;Standort;E-Mail\n${lines.join('\n')}\n`, { application: 'shop', invite: 'new' })
    expect(await preview(id)).toMatchObject({ mails: names.length, sheets: names.length })
    const done = await run(id, { sheets: 'now' })
    expect(done).toMatchObject({ people: { invited: 2 * names.length, offline: 0 }, sheets: [{ count: names.length }] })
    const mailed = foyer()
      .mails.filter(({ to }) => /^s\d-/.test(to))
      .map(({ to, text }) => [to, text] as const)
    expect(mailed.map(([to]) => to).sort()).toEqual(names.map((_, at) => `s${at}-${name}@example.com`))
    for (const [to, text] of mailed) expect(text).toContain(names[Number(to.charAt(1))])
    const [batch] = (done as unknown as { sheets: { id: string }[] }).sheets
    const sheets = (await call('POST', `/api/sheets/${batch?.id}/file`, { format: 'html' })).text
    for (const each of names) expect(sheets).toContain(`Ohne ${each}`)
    expect(sheets.match(/<p class="code">/g)).toHaveLength(names.length)
    expect(await person('S-x0')).toMatchObject({ status: 'invited', invitation: { carriers: [{ kind: 'sheet' }, { kind: 'code' }] } })
    const { text } = await call('GET', '/api/export?location=Namen&locale=de')
    for (const each of names) expect(text.split(each)).toHaveLength(4)
    expect(await preview(await send(text))).toMatchObject({ counts: { unchanged: 2 * names.length, update: 0, create: 0 } })
    expect((await call('POST', `/api/imports/${await send('Personalnummer\nS-0\n')}/run`, { sheets: 'now' })).body.code).toBe(
      'invalid_input',
    )
  })

  it('gives new people without a language the one that is asked for, and leaves the others', async () => {
    await sendAndRun('Personalnummer;Sprache\nLG-1;Deutsch\nLG-2;\n', { language: 'pl' })
    expect([(await person('LG-1')).locale, (await person('LG-2')).locale]).toEqual(['de', 'pl'])
    expect(await preview(await send('Personalnummer;Sprache\nLG-1;Deutsch\nLG-2;\n', { language: 'en' }))).toMatchObject({
      counts: { unchanged: 2 },
    })
    expect((await call('POST', '/api/imports', { language: 'keine Sprache' })).body).toMatchObject({ code: 'invalid_input' })
  })

  it('plans anew when people have changed since the preview, and runs that plan alone', async () => {
    await sendAndRun('Personalnummer;Nachname\nU-1;Alt\nU-2;Alt\nU-3;Alt\n')
    const id = await send('Personalnummer;Nachname\nU-1;Neu\nU-2;Neu\nU-3;Alt\n')
    const before = await preview(id)
    await foyer().manage('PATCH', '/api/users/external:U-1', { lastName: 'Neu' })
    await foyer().manage('PATCH', '/api/users/external:U-2', { firstName: 'Dazwischen' })
    await call('POST', `/api/imports/${id}/plan`)
    await foyer().idle()
    const after = await preview(id)
    expect([before.counts, after.counts]).toMatchObject([
      { update: 2, unchanged: 1 },
      { update: 1, unchanged: 2 },
    ])
    expect((await rows(id)).map(({ line, outcome }) => [line, outcome])).toEqual([
      [2, 'unchanged'],
      [3, 'update'],
      [4, 'unchanged'],
    ])
    expect((await call('POST', `/api/imports/${id}/run`, { planHash: before.planHash })).body.code).toBe('plan_changed')
    expect(await run(id, { planHash: after.planHash })).toMatchObject({ update: 1, failed: 0 })
    expect(await person('U-2')).toMatchObject({ firstName: 'Dazwischen', lastName: 'Neu' })
    expect((await call('POST', `/api/imports/${id}/plan`)).body.code).toBe('import_not_open')
  })

  it('waits for its turn: several that run at once are worked on one after the other', async () => {
    const file = (key: string) => `Personalnummer\n${Array.from({ length: 400 }, (_, at) => `V-${key}${at}`).join('\n')}\n`
    const ids = [await send(file('a')), await send(file('b')), await send(file('c'))]
    for (const id of ids) await call('POST', `/api/imports/${id}/run`, {})
    await foyer().idle()
    const ended = await Promise.all(ids.map((id) => read<{ state: string; finishedAt: string }>(`/api/imports/${id}`)))
    expect(ended.map(({ state }) => state)).toEqual(['done', 'done', 'done'])
    const moments = ended.map(({ finishedAt }) => finishedAt)
    expect(moments).toEqual([...moments].sort())
  })

  it('invites whoever is not online again, when asked, and nobody twice in three days unless told so', async () => {
    await sendAndRun('Personalnummer;E-Mail\nK-1;k1@example.com\n')
    const again = (more: object = {}) => send('Personalnummer\nK-1\n', { application: 'app', invite: 'not_online', ...more })
    const id = await again()
    expect(await preview(id)).toMatchObject({ mails: 1, counts: { update: 1 } })
    await run(id)
    const first = await foyer().linkTo('k1@example.com')
    const lately = await again()
    expect(await preview(lately)).toMatchObject({ mails: 0, counts: { unchanged: 1, update: 0 } })
    expect((await rows(lately)).map(({ reason }) => reason?.code)).toEqual(['invited_lately'])
    await foyer().shiftClock(1_000)
    const before = foyer().mails.length
    await run(await again({ coolDownDays: 0 }))
    expect([foyer().mails.length - before, await foyer().linkTo('k1@example.com')]).toEqual([1, first])
    await foyer().shiftClock(0)
  })

  it('says how many of those whom it invites are on file already, and has a sheet for whoever of them has no address', async () => {
    await sendAndRun('Personalnummer;E-Mail\nJB-1;jb1@example.com\nJB-2;\n')
    const file = 'Personalnummer;E-Mail\nJB-1;jb1@example.com\nJB-2;\nJB-3;jb3@example.com\n'
    const id = await send(file, { application: 'app', invite: 'not_online' })
    const shown = await preview(id)
    expect(shown).toMatchObject({ mails: 2, sheets: 1, known: 2, counts: { create: 1, update: 1, unchanged: 1 } })
    expect(shown.sentence).toBe(
      '1 new person, 1 change, 2 invitations by mail, 1 without an address (sheet), 2 of them are on file already',
    )
    expect(await run(id, { sheets: 'now' })).toMatchObject({ mailsQueued: 2, sheets: [{ count: 1 }] })
    expect(await person('JB-2')).toMatchObject({ status: 'invited', invitation: { carriers: [{ kind: 'sheet' }, { kind: 'code' }] } })
  })

  it('sends its mails at the time and with the sentence that it is run with', async () => {
    const id = await send('Personalnummer;E-Mail\nT-1;t1@example.com\n', { application: 'shop', invite: 'new' })
    const sendAt = new Date(Date.now() + 3_600_000).toISOString()
    await run(id, { message: 'Bis Montag.', sendAt })
    expect(await read(`/api/imports/${id}`)).toMatchObject({ message: 'Bis Montag.', sendAt })
    expect(await read('/api/users/external:T-1')).toMatchObject({ status: 'invited', invitation: { delivery: 'queued' } })
    expect(foyer().mails.filter(({ to }) => to === 't1@example.com')).toEqual([])
    await foyer().shiftClock(3_700_000)
    expect((await foyer().mailTo('t1@example.com')).text).toContain('Bis Montag.')
    await foyer().shiftClock(0)
  })

  it('hashes initial passwords when it runs, mails none of them, and keeps them from every eye', async () => {
    const secret = 'Trompete Nebel Kiesel'
    const id = await send(
      `Personalnummer;E-Mail;Initial-Passwort\nL-1;l1@example.com;${secret}\nL-2;;${secret}\nL-3;l3@example.com;kurz\n`,
      { application: 'shop', invite: 'new' },
    )
    expect((await rows(id)).map(({ outcome, reason }) => [outcome, reason?.code ?? null])).toEqual([
      ['create', null],
      ['create', 'initial_password_without_email'],
      ['error', 'password_too_short'],
    ])
    await run(id)
    expect(await foyer().store.transaction((tx) => tx.wipePasswords(id, 10)), 'rows with a sealed password').toBe(0)
    const mail = await foyer().mailTo('l1@example.com')
    expect(mail.text).not.toContain(secret)
    const browser = foyer().browser({ application: 'shop' })
    const view = await browser.act(await browser.start(), 'sign_in', { name: 'l1@example.com', password: secret })
    expect(view.step.name).toBe('check_email')
    const everything = [await problems(id), JSON.stringify(await rows(id)), JSON.stringify(await events(String((await person('L-1')).id)))]
    for (const text of everything) for (const word of [secret, 'kurz']) expect(text).not.toContain(word)
    expect((await problems(id)).split('\r\n')[1]).toMatch(/^L-3;l3@example.com;;/)
    const again = await send(`Personalnummer;Initial-Passwort\nL-1;${secret}\n`, { application: 'shop', invite: 'new' })
    expect((await rows(again)).map(({ outcome, reason }) => [outcome, reason?.code])).toEqual([['unchanged', 'initial_password_ignored']])
  })

  it('shows columns and first rows before anything is sent, without initial passwords', async () => {
    const file = new TextEncoder().encode('Pers.Nr.,Wohnsitz,Kennwort\n1,Köln,geheim geheim\n')
    const { body } = await ask(foyer(), 'POST', '/api/import-inspections?whole=true', { ...headers(), 'content-type': 'text/csv' }, file)
    expect(body).toEqual({
      encoding: 'utf-8',
      delimiter: ',',
      worksheets: null,
      sheet: null,
      columns: [
        { header: 'Pers.Nr.', field: 'externalId', ignored: null, rank: null, none: 0 },
        { header: 'Wohnsitz', field: null, ignored: 'unknown', rank: null, none: 0 },
        { header: 'Kennwort', field: 'initialPassword', ignored: null, rank: null, none: 0 },
      ],
      rows: [['1', 'Köln', '']],
      refusal: null,
    })
    const byAddress = new TextEncoder().encode('E-Mail,Name\na@example.com,Weber\n')
    const inspect = async (query: string) =>
      (await ask(foyer(), 'POST', `/api/import-inspections?whole=true${query}`, { ...headers(), 'content-type': 'text/csv' }, byAddress))
        .body
    expect(await inspect('')).toMatchObject({ refusal: { reason: 'file_key_missing', message: expect.stringContaining('External ID') } })
    expect(await inspect('&matchByEmail=true')).toMatchObject({ refusal: null })
    const id = await send(file, { columns: { Wohnsitz: 'location', Kennwort: 'ignore' } })
    await run(id)
    expect(await person('1')).toMatchObject({ location: 'Köln' })
  })
})
