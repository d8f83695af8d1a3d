// The profile form at the end of the way: what it takes, what it leaves, and that it never bars a way without reason.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { APP, EXAMPLE, type ExampleFoyer, goOn, OWN, openExampleFoyer, PASSWORD, SHOP } from '../../test/example-foyer.ts'

let foyer: ExampleFoyer
beforeAll(async () => {
  foyer = await openExampleFoyer({
    applications: {
      ...EXAMPLE.applications,
      app: { ...EXAMPLE.applications.app, askAtActivation: ['phone', 'shirtSize', 'staffNote'] },
      shop: { ...EXAMPLE.applications.shop, askAtActivation: ['motto'], legal: ['terms'] },
    },
  })
})
afterAll(() => foyer.close())

let people = 0
const atProfile = async (fields: Record<string, unknown> = {}) => {
  people += 1
  const email = `person${people}@example.com`
  const id = await foyer.enter({ email, firstName: 'Mia', fields, invite: { application: 'app' } })
  const browser = foyer.browser({ origin: APP })
  return { id, email, browser, view: await goOn(browser, await browser.start({ link: await foyer.linkTo(email) }), 'complete_profile') }
}
const fieldsOf = async (id: string) => (await foyer.manage('GET', `/api/users/${id}`)).body.fields
/** What is on file, whatever the configuration says by now. */
const putOnFile = (id: string, fields: Record<string, unknown>) =>
  foyer.store.changePerson(
    { id },
    (person) => ({ person: { ...person, profile: { ...person.profile, fields } }, events: [], jobs: [], endSessions: [] }),
    { actor: 'system' },
  )

describe('the profile form', () => {
  it('asks for the fields that holders may fill in, with what is on file', async () => {
    const { view } = await atProfile({ shirtSize: 'M', staffNote: 'Quiet' })
    expect(view.step.data).toMatchObject({
      fields: [
        { key: 'phone', required: true, label: 'Telefon' },
        { key: 'shirtSize', options: [{ value: 'S' }, { value: 'M' }, { value: 'L' }] },
      ],
      values: { phone: null, shirtSize: 'M' },
      skippable: false,
    })
    expect(view.step.data.values).not.toHaveProperty('staffNote')
  })

  it('takes no field that it did not ask for, and changes nothing then', async () => {
    const { browser, view, id } = await atProfile({ staffNote: 'Quiet' })
    for (const key of ['staffNote', 'motto', 'email', 'role', '__proto__', 'constructor']) {
      const fields = JSON.parse(`{"phone":"+49 221 1","${key}":"x"}`) as Record<string, unknown>
      const { status, body } = await browser.tryTo(view, 'save_profile', { fields })
      expect([status, body.code], key).toEqual([422, 'invalid_input'])
    }
    expect(await fieldsOf(id)).toEqual({ staffNote: 'Quiet' })
  })

  it.each([
    [{}, 'required'],
    [{ phone: null }, 'required'],
    [{ phone: ' ' }, 'required'],
    [{ phone: 'call me' }, 'invalid_phone'],
    [{ phone: ['+49 221 1'] }, 'wrong_type'],
    [{ phone: '+49 221 1', shirtSize: 'XXL' }, 'not_an_option'],
  ])('says what is wrong with %j', async (fields, code) => {
    const { browser, view } = await atProfile()
    const { body } = await browser.tryTo(view, 'save_profile', { fields })
    expect(body.details).toMatchObject({ issues: [{ path: ['fields', expect.any(String)], code }] })
    expect((await browser.act(view, 'save_profile', { fields: { phone: '+49 221 1' } })).step.name).toBe('signed_in')
  })

  it('keeps a value that is no option any more when it comes back as it is, or not at all', async () => {
    for (const fields of [{ phone: '+49 221 1' }, { phone: '+49 221 1', shirtSize: 'XXL' }]) {
      const { browser, view, id } = await atProfile()
      await putOnFile(id, { shirtSize: 'XXL', gone: 'kept' })
      expect((await browser.act(view, 'save_profile', { fields })).step.name).toBe('signed_in')
      expect(await fieldsOf(id)).toEqual({ phone: '+492211', shirtSize: 'XXL', gone: 'kept' })
    }
  })

  it('that was left behind is asked at the next sign-in', async () => {
    const { email, browser, id } = await atProfile()
    expect((await foyer.manage('GET', `/api/users/${id}`)).body.status).toBe('online')
    expect([...browser.jar.keys()]).toEqual([])
    const later = foyer.browser({ origin: APP })
    const view = await later.act(await later.start(), 'sign_in', { name: email, password: PASSWORD })
    expect(view.step.name).toBe('complete_profile')
    expect((await later.act(view, 'save_profile', { fields: { phone: '+49 221 1' } })).step.name).toBe('signed_in')
  })

  it('of another application is not asked for: without access the way ends there, with the account open', async () => {
    people += 1
    const email = `person${people}@example.com`
    const id = await foyer.enter({ email, firstName: 'Mia', invite: { application: 'app' } })
    const stranger = foyer.browser({ origin: SHOP, application: 'shop' })
    const password = await goOn(stranger, await stranger.start({ link: await foyer.linkTo(email) }), 'set_password')
    const { status, body } = await stranger.tryTo(password, 'set_password', { password: PASSWORD })
    expect([status, body.code]).toEqual([403, 'no_access'])
    expect((await foyer.manage('GET', `/api/users/${id}`)).body.status).toBe('online')
    expect([...stranger.jar.keys()]).toEqual([])
  })

  it('of the application that was invited to is asked for on Foyer’s own pages', async () => {
    people += 1
    const email = `person${people}@example.com`
    await foyer.enter({ email, firstName: 'Mia', invite: { application: 'shop' } })
    const browser = foyer.browser({ origin: OWN, application: 'app' })
    const view = await goOn(browser, await browser.start({ link: await foyer.linkTo(email) }), 'complete_profile')
    expect(view.step.data).toMatchObject({ fields: [{ key: 'motto' }], skippable: true })
    expect((await browser.act(view, 'save_profile', { fields: {} })).step.name).toBe('signed_in')
    expect([...browser.jar.keys()]).toContain('__Host-foyer-shop')
  })
})
