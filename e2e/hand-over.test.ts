// Handing over in person, as people meet it: a printed sheet, its QR code in a phone, its code at a desk, and no mailbox at all.

import { readFileSync } from 'node:fs'
import type { FoyerConfig } from '@foyer/server'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PASSWORD } from './harness/activate.ts'
import { checkScreen, waitForStep } from './harness/check-screen.ts'
import { acceptDocuments, completeProfile, refusalOn, setPasswordOn } from './harness/fill-screens.ts'
import { hasBrowser, openBrowser, openContext } from './harness/open-browser.ts'
import { openStand, type Stand } from './harness/open-stand.ts'
import { linkIn, mailCodeIn } from './harness/read-mail.ts'
import { countPages, hasPoppler, readPages } from './harness/read-sheet.ts'
import { standConfig } from './harness/stand-config.ts'

const HOST = 'https://app.foyer.test'
const NEW_PASSWORD = 'sieben leise Trommeln am See'
const PHONE = { viewport: { width: 320, height: 568 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }
const { applications, profile } = standConfig({ hostUrl: HOST, authPage: false })
const config: Partial<FoyerConfig> = {
  applications: {
    ...applications,
    plant: { name: { de: 'Werk App', en: 'Plant app' }, signInWith: ['email', 'external_id'] },
    desk: { name: 'Desk', handoverAsks: 'birthday', signInWith: ['email', 'external_id'] },
  },
  profile: { ...profile, birthday: { type: 'date', label: { de: 'Geburtsdatum', en: 'Date of birth' } } },
}

describe.runIf(hasBrowser)('handed over in person', () => {
  let stand: Stand
  let browser: Browser
  beforeAll(async () => {
    stand = await openStand({ authPage: false, config })
    browser = await openBrowser(stand)
  })
  afterAll(async () => {
    await browser?.close()
    await stand?.close()
  })

  const statusOf = async (externalId: string) => {
    const user = await stand.sdk.users.get({ externalId })
    return `${user.status}/${user.emailStatus ?? 'none'}`
  }
  const open = async (options: Parameters<typeof openContext>[1] = PHONE) => {
    const { context, problems } = await openContext(browser, options)
    return { page: await context.newPage(), problems }
  }
  /** The sheet of one person, as text and codes. Its list to sign lies on top. */
  const printed = async (externalId: string, input: Parameters<Stand['sdk']['invitations']['sheet']>[1] = { application: 'app' }) => {
    const file = await stand.sdk.invitations.sheet([{ externalId }], input)
    expect(file.batch).toMatchObject({ sheets: 1, skipped: [] })
    const pdf = await file.bytes()
    expect(countPages(pdf)).toBe(2)
    const [sheet] = readPages(pdf, 2, 2)
    if (sheet?.qr == null || sheet.code === null) throw new Error(`Nothing to read on the sheet: ${sheet?.text}`)
    return { text: sheet.text, qr: sheet.qr, code: sheet.code }
  }
  const handedOver = async (externalId: string, application: string) => stand.sdk.invitations.handOver({ externalId }, { application })
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
  const proveAddress = async (page: Page, address: string) => {
    await page.getByLabel('E-Mail-Adresse').fill(address)
    await press(page, 'Code senden')
    await waitForStep(page, 'prove_email')
    await page.getByLabel('Code aus der E-Mail').fill(mailCodeIn(await stand.foyer.mailTo(address)))
    await press(page, 'Bestätigen')
  }

  describe.runIf(hasPoppler)('on paper', () => {
    it('a sheet without any address leads from its QR code to an account, on a phone of 320 pixels', async () => {
      await stand.sdk.users.create({
        externalId: 'S-1',
        firstName: 'Łucja',
        lastName: 'Müller',
        location: 'Köln',
        department: 'Lager',
        locale: 'de',
      })
      const { text, qr, code } = await printed('S-1')
      for (const part of [
        'Łucja Müller',
        'Köln',
        'Lager',
        'Ihr Zugang zur Beispiel App',
        'Gültig bis',
        'id.foyer.test/activate',
        'it@beispiel.example',
      ])
        expect(text).toContain(part)
      expect(qr).toMatch(/^https:\/\/id\.foyer\.test\/l\/[a-z2-7]{55}$/)
      expect(await statusOf('S-1')).toBe('invited/none')
      const { page, problems } = await open()
      await page.goto(qr)
      expect(await checkScreen(page, { name: 'hand-over/1-open-link' })).toEqual({ step: 'open_link', heading: 'Willkommen, Łucja' })
      await press(page, 'Auf einem anderen Gerät weitermachen')
      await waitForStep(page, 'other_device')
      expect(await checkScreen(page, { name: 'hand-over/2-other-device' })).toEqual({
        step: 'other_device',
        heading: 'Auf einem anderen Gerät weiter',
      })
      expect((await page.locator('.foyer-shown-code').textContent())?.trim().replace(/\s+/g, '-')).toBe(code)
      await press(page, 'Doch auf diesem Gerät weiter')
      await press(page, 'Konto aktivieren')
      await waitForStep(page, 'check_email')
      expect(await checkScreen(page, { name: 'hand-over/3-address' })).toEqual({ step: 'check_email', heading: 'Adresse prüfen' })
      await proveAddress(page, 'lucja@example.com')
      await acceptDocuments(page)
      await setPasswordOn(page)
      await completeProfile(page)
      await waitForStep(page, 'signed_in')
      expect(await statusOf('S-1')).toBe('online/confirmed')
      expect(problems).toEqual([])
    })

    it('its printed code does the same when typed, in English', async () => {
      await stand.sdk.users.create({ externalId: 'S-2', firstName: 'Ελένη', lastName: 'Παπαδοπούλου', locale: 'en' })
      const { text, code } = await printed('S-2', { application: 'app', locales: ['en', 'de'] })
      for (const part of ['Ελένη Παπαδοπούλου', 'Your access to Beispiel App', 'Ihr Zugang zur Beispiel App', 'Valid until'])
        expect(text).toContain(part)
      const { page } = await open({ locale: 'en-GB' })
      await page.goto(`${stand.foyerUrl}/activate`)
      await waitForStep(page, 'enter_code')
      await page.getByLabel('Activation code').fill(code.toUpperCase())
      await press(page, 'Continue')
      await waitForStep(page, 'check_email')
      expect(await checkScreen(page, { name: 'hand-over/4-address-en' })).toMatchObject({ step: 'check_email' })
      await page.locator('input[name=email]').fill('eleni@example.com')
      await page.locator('.foyer-button').click()
      await waitForStep(page, 'prove_email')
      expect(await checkScreen(page, { name: 'hand-over/5-code-en' })).toMatchObject({ step: 'prove_email' })
      await page.locator('input[name=code]').fill(mailCodeIn(await stand.foyer.mailTo('eleni@example.com')))
      await page.locator('.foyer-button').click()
      await waitForStep(page, 'accept_legal')
      for (const box of await page.getByRole('checkbox').all()) await box.check()
      await page.locator('.foyer-button').click()
      await waitForStep(page, 'set_password')
      await page.locator('input[name=password]').fill(PASSWORD)
      await page.locator('.foyer-button').click()
      await waitForStep(page, 'complete_profile')
      expect(await statusOf('S-2')).toBe('online/confirmed')
    })

    it('somebody without a mailbox goes online by number, forgets the password, and needs a new sheet', async () => {
      await stand.sdk.users.create({ externalId: 'S-3', firstName: 'محمد', lastName: 'العربي', locale: 'de' })
      const first = await printed('S-3', { application: 'plant' })
      const { page } = await open()
      await page.goto(first.qr)
      await press(page, 'Konto aktivieren')
      await waitForStep(page, 'check_email')
      await press(page, 'Ich habe keine E-Mail-Adresse')
      expect(await checkScreen(page, { name: 'hand-over/6-no-address', reloads: false })).toEqual({
        step: 'check_email',
        heading: 'Ich habe keine E-Mail-Adresse',
      })
      await page.goto(first.qr)
      await press(page, 'Konto aktivieren')
      await press(page, 'Ich habe keine E-Mail-Adresse')
      await press(page, 'Ohne E-Mail-Adresse weiter')
      await setPasswordOn(page)
      await waitForStep(page, 'signed_in')
      expect(await statusOf('S-3')).toBe('online/none')

      const second = await printed('S-3', {})
      expect(second.text).toContain('Neues Passwort festlegen')
      expect(second.qr).not.toBe(first.qr)
      const { page: phone } = await open()
      await phone.goto(second.qr)
      await press(phone, 'Weiter')
      await setPasswordOn(phone, NEW_PASSWORD)
      await waitForStep(phone, 'recovered')
      await press(phone, 'Zur Anmeldung')
      const signIn = async (password: string) => {
        await phone.getByLabel('E-Mail-Adresse oder Nummer').fill('S-3')
        await phone.getByLabel('Passwort', { exact: true }).fill(password)
        await press(phone, 'Anmelden')
      }
      await waitForStep(phone, 'sign_in')
      expect(await checkScreen(phone, { name: 'hand-over/7-by-number', reloads: false })).toMatchObject({ step: 'sign_in' })
      await signIn(PASSWORD)
      expect(await refusalOn(phone)).toContain('stimmt nicht')
      await signIn(NEW_PASSWORD)
      await waitForStep(phone, 'signed_in')
      for (const dead of [first.qr, second.qr]) {
        const { page: finder } = await open()
        await finder.goto(dead)
        await finder.waitForFunction(() =>
          ['link_invalid', 'already_active'].includes(String(Reflect.get(document.querySelector('foyer-auth') ?? {}, 'step'))),
        )
      }
    })
  })

  it('a QR code made before an address was corrected still opens; a mailed link does not', async () => {
    await stand.sdk.users.create({
      externalId: 'Q-1',
      firstName: 'Jan',
      email: 'before@example.com',
      locale: 'de',
      invite: { application: 'app' },
    })
    const mailed = linkIn(await stand.foyer.mailTo('before@example.com'))
    const { link } = await handedOver('Q-1', 'app')
    await stand.sdk.users.changeEmail({ externalId: 'Q-1' }, { email: 'after@example.com' })
    const { page } = await open()
    await page.goto(mailed)
    await waitForStep(page, 'link_invalid')
    await page.goto(link)
    await press(page, 'Konto aktivieren')
    await waitForStep(page, 'check_email')
    expect(await checkScreen(page, { name: 'hand-over/8-masked' })).toMatchObject({ step: 'check_email' })
    expect(await page.locator('.foyer-lead').textContent()).toContain('a•••@example.com')
  })

  it('whoever finds the sheet after its holder proved the mailbox and left meets the mail code again', async () => {
    await stand.sdk.users.create({ externalId: 'Q-2', firstName: 'Jan', locale: 'de' })
    const { link } = await handedOver('Q-2', 'app')
    const { page } = await open()
    await page.goto(link)
    await press(page, 'Konto aktivieren')
    await proveAddress(page, 'holder@example.com')
    await waitForStep(page, 'accept_legal')
    expect(await statusOf('Q-2')).toBe('invited/confirmed')
    const { page: finder } = await open()
    await finder.goto(link)
    await press(finder, 'Konto aktivieren')
    await waitForStep(finder, 'check_email')
    expect(await finder.getByRole('button', { name: 'Andere E-Mail-Adresse angeben' }).count()).toBe(0)
    await press(finder, 'Code senden')
    await waitForStep(finder, 'prove_email')
    await finder.getByLabel('Code aus der E-Mail').fill('2222-2222')
    await press(finder, 'Bestätigen')
    expect(await refusalOn(finder)).toContain('Der Code stimmt nicht')
    expect(await statusOf('Q-2')).toBe('invited/confirmed')
  })

  it('a sheet that asks for something opens for whoever knows it, and is dead after five wrong answers', async () => {
    await stand.sdk.users.create({ externalId: 'Q-3', firstName: 'Jan', locale: 'de', fields: { birthday: '1980-02-03' } })
    const { link } = await handedOver('Q-3', 'desk')
    const { page } = await open()
    await page.goto(link)
    await press(page, 'Konto aktivieren')
    await waitForStep(page, 'answer_question')
    expect(await checkScreen(page, { name: 'hand-over/9-question' })).toEqual({ step: 'answer_question', heading: 'Sind Sie es?' })
    await page.getByLabel('Geburtsdatum').fill('1980-02-03')
    await press(page, 'Weiter')
    await waitForStep(page, 'check_email')
    const { page: finder } = await open()
    await finder.goto(link)
    await press(finder, 'Konto aktivieren')
    await waitForStep(finder, 'answer_question')
    for (const day of ['01', '02', '03', '04', '05']) {
      await finder.getByLabel('Geburtsdatum').fill(`1970-01-${day}`)
      await press(finder, 'Weiter')
      await refusalOn(finder)
      await finder.waitForFunction(() => document.querySelector('foyer-auth [aria-disabled=true]') === null)
    }
    await finder.goto(link)
    await waitForStep(finder, 'link_invalid')
  })

  it('the host app hands over with the SDK alone, and makes the PNG in the browser', async () => {
    const { page, problems } = await open({ viewport: { width: 1280, height: 800 } })
    await page.goto(`${stand.hostUrl}/hand-over`)
    expect(await checkScreen(page, { name: 'hand-over/10-host-entry' })).toEqual({ step: null, heading: 'Persönlich aushändigen' })
    await page.getByLabel('Vorname').fill('Jan')
    await page.getByLabel('Nachname').fill('Kowalski')
    await press(page, 'Eintragen und QR-Code zeigen')
    await page.getByRole('heading', { name: 'Jan Kowalski' }).waitFor()
    expect(await checkScreen(page, { name: 'hand-over/11-host-qr', reloads: false })).toEqual({ step: null, heading: 'Jan Kowalski' })
    const download = async (name: string) => {
      const [file] = await Promise.all([page.waitForEvent('download'), press(page, name)])
      return readFileSync(await file.path())
    }
    expect((await download('QR-Code als PNG')).subarray(1, 4).toString()).toBe('PNG')
    expect((await download('Infoblatt als PDF')).subarray(0, 5).toString()).toBe('%PDF-')
    const typed = (await page.locator('.big').textContent())?.trim() ?? ''
    expect((await download('Infoblatt verloren: neu drucken')).subarray(0, 5).toString()).toBe('%PDF-')
    const { page: phone } = await open()
    await phone.goto(`${stand.foyerUrl}/activate`)
    await waitForStep(phone, 'enter_code')
    await phone.locator('input[name=code]').fill(typed)
    await phone.locator('.foyer-button').click()
    expect(await refusalOn(phone)).toContain('Der Code stimmt nicht')
    expect(problems).toEqual([])
  })
})
