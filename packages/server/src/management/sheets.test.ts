// Batches of info sheets: who gets one, in which order, what they do to people, and what can be fetched again.

import { unzipSync } from 'fflate'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ask } from '../../test/browser.ts'
import { type ExampleFoyer, linkIn, OWN, openExampleFoyer, PASSWORD } from '../../test/example-foyer.ts'

const DAY_MS = 86_400_000

let foyer: ExampleFoyer
beforeAll(async () => {
  foyer = await openExampleFoyer({
    applications: {
      app: { name: 'Beispiel App', url: 'https://app.example' },
      plant: { name: 'Plant', signInWith: ['email', 'external_id'] },
      desk: { name: 'Desk', handoverAsks: 'externalId' },
      portal: { name: 'Portal', manages: true, includes: ['app'] },
    },
  })
})
afterEach(() => foyer.shiftClock(0))
afterAll(() => foyer.close())

interface Batch {
  id: string
  done: number
  total: number
  sheets: number
  skipped: { userId: string; code: string }[]
  printedBefore: { userId: string; at: string; by: string }[]
}
let places = 0
const place = () => `Werk ${++places}`
const post = async (path: string, body: unknown = {}) => {
  const answer = await foyer.manage('POST', path, body)
  expect(answer.status, answer.text).toBe(200)
  return answer.body as unknown as Batch
}
const prepared = async (input: Record<string, unknown>): Promise<Batch> => {
  let batch = await post('/api/sheets', input)
  while (batch.done < batch.total) batch = await post(`/api/sheets/${batch.id}/prepare`)
  return batch
}
const render = async (id: string, format: string) => {
  const response = await foyer.app.request(`${OWN}/api/sheets/${id}/file`, {
    method: 'POST',
    headers: { authorization: `Bearer ${foyer.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ format }),
  })
  return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) }
}
const page = async (id: string) => new TextDecoder().decode((await render(id, 'html')).bytes)
const namesIn = (text: string) => [...text.matchAll(/<address>([^<]+)<br>/g)].map(([, name]) => name)
const codesIn = (text: string) => [...text.matchAll(/<p class="code">([2-9a-z-]+)<\/p>/g)].map(([, code]) => code ?? '')
const userOf = async (id: string) =>
  (await foyer.manage('GET', `/api/users/${id}`)).body as {
    invitation: { expiresAt: string; carriers: { kind: string }[] }
    status: string
    emailStatus: string | null
  }

describe('a batch of sheets', () => {
  it('invites whoever is not, sorts by location, department and name, and is printed in all three forms', async () => {
    const location = place()
    const enter = (firstName: string, lastName: string, department: string, rest = {}) =>
      foyer.enter({ firstName, lastName, department, location, ...rest })
    const zoe = await enter('Zoë', 'Özdemir', 'Aufbau', { email: 'zoe@example.com' })
    await enter('Anna', 'Zander', 'Aufbau')
    await enter('Mia', 'Weber', 'Bau', { postalAddress: { street: 'Am Rhein 1', postcode: '50667', town: 'Köln' } })
    const batch = await prepared({ selection: { location }, application: 'app' })
    expect(batch).toMatchObject({ done: 3, total: 3, sheets: 3, skipped: [], printedBefore: [] })
    const text = await page(batch.id)
    expect(namesIn(text)).toEqual(['Zoë Özdemir', 'Anna Zander', 'Mia Weber'])
    expect(text).toContain('Am Rhein 1<br>50667 Köln')
    expect(text).toContain(`${location}<br>Aufbau`)
    expect(text).toContain('Ihr Zugang zur Beispiel App')
    expect(codesIn(text)).toHaveLength(3)
    expect(await userOf(zoe)).toMatchObject({
      status: 'invited',
      emailStatus: 'pending',
      invitation: { carriers: [{ kind: 'sheet' }, { kind: 'code' }] },
    })
    const pdf = await render(batch.id, 'pdf')
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect(pdf.headers.get('content-disposition')).toMatch(/^attachment; filename="infoblaetter-[\d-]+\.pdf"$/)
    expect(new TextDecoder('latin1').decode(pdf.bytes.subarray(0, 8))).toBe('%PDF-1.7')
  })

  it('has the code that opens the activation, for 60 days at least', async () => {
    const location = place()
    const id = await foyer.enter({ firstName: 'Mia', location })
    const batch = await prepared({ selection: { location }, application: 'app' })
    const [code = ''] = codesIn(await page(batch.id))
    const browser = foyer.browser()
    expect((await browser.act(await browser.start({ begin: 'enter_code' }), 'submit_code', { code })).step.name).toBe('check_email')
    expect(Date.parse((await userOf(id)).invitation.expiresAt)).toBeGreaterThan(Date.now() + 59 * DAY_MS)
  })

  it('leaves out who has a sheet, and says when it was printed and by whom, unless all are asked for', async () => {
    const location = place()
    const id = await foyer.enter({ firstName: 'Mia', location })
    const first = await prepared({ selection: { location }, application: 'app' })
    const codes = codesIn(await page(first.id))
    const second = await prepared({ selection: { location }, application: 'app' })
    expect(second).toMatchObject({
      total: 0,
      printedBefore: [{ userId: id, at: expect.stringMatching(/Z$/), by: expect.stringMatching(/^api_key:/) }],
    })
    expect(await page(second.id)).toContain('Für diese Auswahl ist kein Infoblatt zu drucken.')
    const again = await prepared({ selection: { location }, application: 'app', only: 'all' })
    expect(codesIn(await page(again.id))).toEqual(codes)
  })

  it('replaces lost sheets of people who are named, and says that the old paper is dead', async () => {
    const id = await foyer.enter({ firstName: 'Mia', location: place() })
    const first = await prepared({ selection: [id], application: 'app' })
    const [old = ''] = codesIn(await page(first.id))
    expect((await foyer.manage('POST', '/api/sheets', { selection: {}, lost: true })).body.code).toBe('invalid_input')
    const second = await prepared({ selection: [id], lost: true })
    const text = await page(second.id)
    expect(text).toContain('Dieses Blatt ersetzt ein früheres. Das alte gilt nicht mehr.')
    const [code = ''] = codesIn(text)
    const browser = foyer.browser()
    const typing = await browser.start({ begin: 'enter_code' })
    expect((await browser.tryTo(typing, 'submit_code', { code: old })).body.code).toBe('code_wrong')
    expect((await browser.act(typing, 'submit_code', { code })).step.name).toBe('check_email')
    // The batch of before has nothing left that would open anything.
    expect(codesIn(await page(first.id))).toEqual([])
  })

  it('skips whom nothing may be handed to, with the reason', async () => {
    const online = await foyer.join()
    const location = place()
    await foyer.manage('PATCH', `/api/users/${online.id}`, { location })
    const noNumber = await foyer.enter({ firstName: 'Jan', location })
    expect(await prepared({ selection: { location }, application: 'desk' })).toMatchObject({
      total: 1,
      skipped: [{ userId: noNumber, code: 'handover_answer_missing' }],
    })
    expect((await prepared({ selection: [online.id], application: 'app' })).skipped).toEqual([
      { userId: online.id, code: 'already_online' },
    ])
  })

  it('shows no number where the hand-over asks for it', async () => {
    const id = await foyer.enter({ firstName: 'Jan', externalId: 'SECRET-17', location: place() })
    const batch = await prepared({ selection: [id], application: 'desk' })
    expect(await page(batch.id)).not.toContain('SECRET-17')
    const plain = await foyer.enter({ firstName: 'Jan', externalId: 'OPEN-18', location: place() })
    expect(await page((await prepared({ selection: [plain], application: 'app' })).id)).toContain('OPEN-18')
  })

  it('makes a recovery for somebody online without a mailbox only where they are named', async () => {
    const location = place()
    const id = await foyer.enter({ firstName: 'Mia', externalId: 'N-1', location })
    const { body } = await foyer.manage('POST', `/api/users/${id}/invitation/hand-over`, { application: 'plant' })
    const browser = foyer.browser({ application: 'plant' })
    const asked = await browser.act(await browser.start({ link: linkIn(String(body.link)) }), 'open')
    await browser.act(await browser.act(asked, 'without_email'), 'set_password', { password: PASSWORD })
    expect((await prepared({ selection: { location }, application: 'plant' })).total).toBe(0)
    const text = await page((await prepared({ selection: [id] })).id)
    expect(text).toContain('Neues Passwort festlegen')
    const [code = ''] = codesIn(text)
    expect((await browser.act(await browser.start({ begin: 'enter_code' }), 'submit_code', { code })).step).toMatchObject({
      name: 'set_password',
      data: { purpose: 'recovery' },
    })
  })

  it('is fetched again for a day, each time as an event, and has no secret in the database', async () => {
    const location = place()
    const id = await foyer.enter({ firstName: 'Mia', location })
    const batch = await prepared({ selection: { location }, application: 'app' })
    const first = await page(batch.id)
    expect(await page(batch.id)).toBe(first)
    const { body } = await foyer.manage('GET', `/api/events?user=${id}&types=invitation.printed&types=invitation.handed_over`)
    expect((body.items as { type: string }[]).map(({ type }) => type)).toEqual([
      'invitation.handed_over',
      'invitation.printed',
      'invitation.printed',
    ])
    const kept = JSON.stringify(await foyer.store.readSheetBatch(batch.id))
    expect(kept).not.toContain(codesIn(first)[0])
    await foyer.shiftClock(DAY_MS + 1000)
    expect((await render(batch.id, 'pdf')).status).toBe(404)
    await foyer.store.cleanUp()
  })

  it('cannot be printed before it is ready, goes on where it stopped, and is prepared by one at a time', async () => {
    const location = place()
    for (let at = 0; at < 3; at += 1) await foyer.enter({ firstName: `Mia ${at}`, location })
    const batch = await post('/api/sheets', { selection: { location }, application: 'app' })
    expect(batch).toMatchObject({ done: 0, total: 3, sheets: 0 })
    expect((await render(batch.id, 'pdf')).status).toBe(409)
    const answers = await Promise.all([1, 2, 3].map(() => foyer.manage('POST', `/api/sheets/${batch.id}/prepare`, {})))
    expect(answers.every(({ status, body }) => status === 200 || body.code === 'in_progress')).toBe(true)
    expect(await post(`/api/sheets/${batch.id}/prepare`)).toMatchObject({ done: 3, sheets: 3 })
  })

  it('comes as a ZIP with one PDF a location', async () => {
    const [a, b] = [place(), place()]
    await foyer.enter({ firstName: 'Mia', location: a })
    await foyer.enter({ firstName: 'Jan', location: `${b}/Süd` })
    const batch = await prepared({ selection: { location: [a, `${b}/Süd`] }, application: 'app' })
    const files = unzipSync((await render(batch.id, 'zip')).bytes)
    expect(Object.keys(files)).toEqual([`${a}.pdf`, `${b}-Süd.pdf`])
    for (const file of Object.values(files)) expect(new TextDecoder('latin1').decode(file.subarray(0, 5))).toBe('%PDF-')
  })

  it('gives nobody the sheets of people above them', async () => {
    const id = await foyer.enter({ email: 'boss-sheet@example.com', invite: { application: 'portal', role: 'owner' } })
    const batch = await prepared({ selection: [id], application: 'portal' })
    expect(batch.sheets).toBe(1)
    const key = await foyer.addKey({ scopes: ['invitations:write'] })
    const headers = { authorization: `Bearer ${key}` }
    const { text } = await ask(foyer, 'POST', `/api/sheets/${batch.id}/file`, headers, { format: 'html' })
    expect(codesIn(text)).toEqual([])
    expect((await prepared({ selection: [id], only: 'all' })).sheets).toBe(1)
  })
})
