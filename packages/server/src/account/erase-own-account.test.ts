// A holder who wishes to be erased: what ends at once, who is told, both ways back, and the day itself.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type ExampleFoyer, OWN, openExampleFoyer, PASSWORD } from '../../test/example-foyer.ts'

const DAY_MS = 86_400_000
let foyer: ExampleFoyer
let owner: { id: string; email: string }
beforeAll(async () => {
  foyer = await openExampleFoyer({ policy: { erasureDays: 10 } })
  owner = await foyer.join({ application: 'portal', role: 'owner', origin: OWN, firstName: 'Olga' })
})
afterEach(() => foyer.shiftClock(0))
afterAll(() => foyer.close())

const signIn = async (email: string, application = 'app') => {
  const browser = foyer.browser({ application })
  return { browser, view: await browser.act(await browser.start(), 'sign_in', { name: email, password: PASSWORD }) }
}
const leaving = async () => {
  const member = await foyer.join({ origin: OWN })
  const { browser } = await signIn(member.email)
  const answer = await browser.post('/account/act', { application: 'app', action: 'erase_account' })
  expect(answer.status, answer.text).toBe(200)
  return { ...member, browser, answer }
}
const eventsOf = async (id: string) =>
  (await foyer.store.listEvents({ limit: 50, from: 'newest', userId: id })).items.map(({ type }) => type)

describe('the wish to be erased', () => {
  it('is answered with the day, ends every session with its cookie, and tells the holder and the owners', async () => {
    const other = await foyer.join({ origin: OWN })
    const second = await signIn(other.email)
    const { browser } = await signIn(other.email)
    const answer = await browser.post('/account/act', { application: 'app', action: 'erase_account' })
    expect(answer.body.result).toMatchObject({ kind: 'erasing', at: expect.any(String) })
    const { at } = answer.body.result as { at: string }
    expect(Math.round((Date.parse(at) - Date.now()) / DAY_MS)).toBe(10)
    expect(browser.jar.has('__Host-foyer-app')).toBe(false)
    for (const one of [browser, second.browser, other.browser])
      expect((await one.post('/account/read', { application: 'app' })).body.code).toBe('unauthenticated')
    expect((await foyer.mailTo(other.email)).subject).toContain('Ihr Konto wird gelöscht')
    expect((await foyer.mailTo(owner.email)).subject).toContain('Jemand löscht das eigene Konto')
    const seen = (await foyer.manage('GET', `/api/users/${other.id}`)).body
    expect(seen).toMatchObject({ status: 'online', eraseAt: at })
    expect(await eventsOf(other.id)).toContain('user.erasure_requested')
  })

  it('is asked a proof for, and refused to the last owner', async () => {
    const member = await foyer.join({ origin: OWN })
    expect((await member.browser.post('/account/act', { application: 'app', action: 'erase_account' })).body.code).toBe(
      'reauthentication_required',
    )
    const { browser } = await signIn(owner.email, 'portal')
    expect((await browser.post('/account/act', { application: 'portal', action: 'erase_account' })).body.code).toBe('last_owner')
    expect((await browser.post('/account/read', { application: 'portal' })).status).toBe(200)
  })

  it('is none where the policy has none', async () => {
    const strict = await openExampleFoyer({ policy: { erasureDays: 'off' } })
    const { email } = await strict.join({ origin: OWN })
    const browser = strict.browser()
    await browser.act(await browser.start(), 'sign_in', { name: email, password: PASSWORD })
    const read = await browser.post('/account/read', { application: 'app' })
    expect((read.body.view as { erasure: unknown }).erasure).toBeNull()
    expect((await browser.post('/account/act', { application: 'app', action: 'erase_account' })).body.code).toBe('erasure_off')
    await strict.close()
  })
})

describe('until the day', () => {
  it('signing in asks, and only the button keeps the account', async () => {
    const { email, id } = await leaving()
    const { browser, view } = await signIn(email)
    expect(view.step).toMatchObject({ name: 'keep_account', data: { firstName: 'Mia' } })
    expect((await browser.post('/account/read', { application: 'app' })).body.code).toBe('unauthenticated')
    expect((await browser.act(view, 'keep')).step.name).toBe('signed_in')
    expect((await foyer.manage('GET', `/api/users/${id}`)).body.eraseAt).toBeNull()
    expect(await eventsOf(id)).toContain('user.erasure_undone')
    await foyer.shiftClock(11 * DAY_MS)
    await foyer.idle()
    expect((await foyer.store.loadPerson({ id }))?.person.deletedAt).toBeNull()
  })

  it('the mailed link keeps it, signs nobody in, and is dead afterwards', async () => {
    const { email, id } = await leaving()
    const link = await foyer.linkTo(email)
    const browser = foyer.browser()
    await foyer.app.request(`${foyer.url}/l/${link}`)
    expect((await foyer.store.loadPerson({ id }))?.person.eraseAt).not.toBeNull()
    const kept = await browser.act(await browser.start({ link }), 'keep')
    expect(kept.step.name).toBe('account_kept')
    expect((await browser.post('/account/read', { application: 'app' })).body.code).toBe('unauthenticated')
    expect((await foyer.store.loadPerson({ id }))?.person.eraseAt).toBeNull()
    expect((await foyer.browser().start({ link })).step.name).toBe('link_invalid')
    expect((await signIn(email)).view.step.name).toBe('signed_in')
  })
})

describe('on the day', () => {
  it('a tombstone without personal data is left, nobody signs in, and the trail says why', async () => {
    const { email, id } = await leaving()
    const { view, browser } = await signIn(email)
    await foyer.shiftClock(10 * DAY_MS + 60_000)
    await foyer.idle()
    const person = (await foyer.store.loadPerson({ id }))?.person
    expect(person).toMatchObject({ email: null, hasPassword: false, access: [], profile: { firstName: null }, eraseAt: null })
    expect(person?.deletedAt).not.toBeNull()
    const { items } = await foyer.store.listEvents({ limit: 5, from: 'newest', userId: id })
    expect(items.find(({ type }) => type === 'user.deleted')?.data).toMatchObject({ because: 'holder' })
    expect((await browser.tryTo(view, 'keep')).body.code).toBe('flow_expired')
    const again = foyer.browser()
    expect((await again.tryTo(await again.start(), 'sign_in', { name: email, password: PASSWORD })).body.code).toBe('credentials_wrong')
  })
})
