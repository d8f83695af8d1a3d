// The admin app as its people use it: from the sign-in over entering and inviting somebody to what happens to them later.

import { readFileSync } from 'node:fs'
import { Foyer } from '@foyer/sdk'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addAdmin, enterAdmin } from './harness/admin-people.ts'
import { checkScreen } from './harness/check-screen.ts'
import { hasBrowser, openBrowser } from './harness/open-browser.ts'
import { openStand, type Stand } from './harness/open-stand.ts'
import { linkIn } from './harness/read-mail.ts'

const EVERY_PAGE = [
  '',
  '/people',
  '/people/new',
  '/people/:id',
  '/missing',
  '/imports',
  '/imports/new',
  '/mails',
  '/legal',
  '/trail',
  '/keys',
  '/roles',
  '/settings',
]
const WIDTHS = [{ look: 'light' }, { look: 'dark' }, { look: 'light', width: 320 }] as const

describe.runIf(hasBrowser)('the admin app', () => {
  let stand: Stand
  let browser: Browser
  let problems: string[]

  beforeAll(async () => {
    stand = await openStand()
    browser = await openBrowser(stand)
    await addAdmin(stand, { email: 'chefin@beispiel.example', role: 'owner', firstName: 'Carla' })
    await addAdmin(stand, { email: 'hilfe@beispiel.example', role: 'helper', firstName: 'Hanna' })
    for (let index = 1; index <= 60; index += 1)
      await stand.sdk.users.create({
        firstName: `Person ${index}`,
        lastName: index % 2 ? 'Álvarez' : 'Weiß',
        externalId: `P-${index}`,
        location: index % 3 ? 'Köln' : 'Basel',
        ...(index === 60 ? { department: 'Lagerwirtschaft, Versand und Entsorgung' } : {}),
      })
  })
  afterAll(async () => {
    await browser?.close()
    await stand?.close()
  })

  const open = async (email: string, locale: 'de' | 'en' = 'de') => {
    const entered = await enterAdmin(stand, browser, email, locale)
    problems = entered.problems
    return entered
  }
  const goTo = (page: Page, path: string) => page.goto(`${stand.foyerUrl}/admin${path}`)
  const toast = (page: Page, text: string) => page.locator('.toast').getByText(text).waitFor()

  it('opens with who stands where, and every number leads to its people', async () => {
    const { page, context } = await open('chefin@beispiel.example')
    expect(await checkScreen(page, { name: 'admin/1-overview', views: WIDTHS })).toMatchObject({ heading: 'Übersicht' })
    await page.getByRole('link', { name: /60\s*Offline-Nutzer/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Personen' }).waitFor()
    expect(page.url()).toBe(`${stand.foyerUrl}/admin/people?status=offline`)
    await page.getByText('60 Personen').waitFor()
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: 'Übersicht' }).waitFor()
    expect(problems).toEqual([])
    await context.close()
  })

  it('finds people as one types, by any filter, with rows drawn only where one looks, by keyboard too', async () => {
    const { page, context } = await open('chefin@beispiel.example')
    await goTo(page, '/people')
    await page.getByRole('link', { name: 'Person 1 Álvarez' }).waitFor()
    expect(await checkScreen(page, { name: 'admin/2-people', views: WIDTHS })).toMatchObject({ heading: 'Personen' })
    await page.getByRole('searchbox').fill('weiss')
    await page.getByText('30 Personen').waitFor()
    await page.getByText('Filter', { exact: true }).click()
    await page.getByRole('checkbox', { name: 'Basel' }).check()
    await page.getByText('10 Personen').waitFor()
    expect(new URL(page.url()).searchParams.getAll('location')).toEqual(['Basel'])
    expect(new URL(page.url()).searchParams.get('search')).toBe('weiss')
    await page.getByRole('button', { name: 'Standort: Basel entfernen' }).click()
    await page.getByText('30 Personen').waitFor()
    await page.getByRole('searchbox').fill('niemand heißt so')
    await page.getByText('Niemand passt zu diesen Filtern').waitFor()
    await page.getByRole('searchbox').fill('')
    await page.getByRole('link', { name: 'Person 1 Álvarez' }).waitFor()
    expect(await page.locator('tbody tr[data-row]').count()).toBeLessThan(62)
    const region = page.getByRole('region', { name: 'Personen' })
    const widths = () => region.locator('thead th').evaluateAll((heads) => heads.map((head) => head.getBoundingClientRect().width))
    const before = await widths()
    await region.focus()
    await page.keyboard.press('End')
    await page.getByRole('link', { name: 'Person 60 Weiß' }).waitFor()
    expect(await widths(), 'whoever is in sight').toEqual(before)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1 }).filter({ hasText: 'Weiß' }).waitFor()
    expect(problems).toEqual([])
    await context.close()
  })

  it('says at its edge that a list goes on, and lets a keyboard follow', async () => {
    const { page, context } = await open('chefin@beispiel.example')
    await page.setViewportSize({ width: 320, height: 640 })
    for (const [path, name] of [
      ['/people', 'Personen'],
      ['/trail', 'Verlauf'],
      ['/roles', 'Rollen'],
    ] as const) {
      await goTo(page, path)
      const region = page.getByRole('region', { name })
      await region.locator('tbody tr').first().waitFor()
      expect(await region.evaluate((box) => box.scrollWidth > box.clientWidth && getComputedStyle(box).backgroundAttachment)).toBe(
        'local, local, scroll, scroll, scroll',
      )
      await region.focus()
      await page.keyboard.press('ArrowRight')
      await expect.poll(() => region.evaluate((box) => box.scrollLeft), { message: name }).toBeGreaterThan(0)
    }
    await goTo(page, '/people')
    for (const [menu, width] of [
      ['Filter', 320],
      ['Spalten', 1280],
      ['Filter', 1280],
    ] as const) {
      await page.setViewportSize({ width, height: 640 })
      await page.locator('summary').filter({ hasText: menu }).click()
      const over = await page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll('details[open] .sheet')].map((box) => box.scrollWidth - box.clientWidth),
      )
      expect(over, menu).toEqual([0, 0])
    }
    await page.keyboard.press('Escape')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Filter')
    expect(await page.locator('details[open]').count()).toBe(0)
    await page.getByRole('link', { name: 'Person 1 Álvarez' }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), { message: 'the new page' }).toBe('Person 1 Álvarez')
    expect(problems).toEqual([])
    await context.close()
  })

  it('enters a person with an invitation, and says what is wrong with a field beside it', async () => {
    const { page, context } = await open('chefin@beispiel.example')
    await page.getByRole('link', { name: 'Person eintragen' }).click()
    await page.getByRole('heading', { level: 1, name: 'Person eintragen' }).waitFor()
    expect(await checkScreen(page, { name: 'admin/3-new', views: WIDTHS })).toMatchObject({ heading: 'Person eintragen' })
    await page.getByRole('button', { name: 'Eintragen und einladen' }).click()
    await page.getByText('Für eine Einladung per E-Mail braucht es eine Adresse.').waitFor()
    await page.getByLabel('E-Mail-Adresse').fill('mia@beispiel')
    await page.getByLabel('Vorname').fill('Mia')
    await page.getByLabel('Nachname').fill('Weber')
    await page.getByRole('button', { name: 'Eintragen und einladen' }).click()
    await page.getByText('Bitte geben Sie eine gültige E-Mail-Adresse an').first().waitFor()
    await page.getByLabel('E-Mail-Adresse').fill('mia@beispiel.example')
    await page.getByRole('button', { name: 'Eintragen und einladen' }).click()
    await page.getByRole('heading', { level: 1, name: 'Mia Weber' }).waitFor()
    await toast(page, 'Mia Weber ist eingetragen und eingeladen.')
    expect(linkIn(await stand.foyer.mailTo('mia@beispiel.example'))).toContain('/l/')
    expect(await checkScreen(page, { name: 'admin/4-person', views: WIDTHS })).toMatchObject({ heading: 'Mia Weber' })
    expect(problems.filter((problem) => !/409|422/.test(problem))).toEqual([])
    await context.close()
  })

  it('does to a person what may be done, asks before, and tells why the rest cannot', async () => {
    const { page, context } = await open('chefin@beispiel.example')
    const jan = await stand.sdk.users.create({
      firstName: 'Jan',
      lastName: 'Peters',
      email: 'jan@beispiel.example',
      invite: { application: 'app' },
    })
    await goTo(page, `/people/${jan.id}`)
    await page.getByRole('button', { name: 'Adresse ändern' }).click()
    await page.getByLabel('Neue E-Mail-Adresse').fill('jan.peters@beispiel.example')
    await page.getByRole('dialog').getByRole('button', { name: 'Adresse ändern' }).click()
    await toast(page, 'Die Adresse ist geändert.')
    expect(await stand.sdk.users.get(jan.id)).toMatchObject({ email: 'jan.peters@beispiel.example', emailStatus: 'pending' })
    await page.getByRole('button', { name: 'Deaktivieren' }).click()
    await page.keyboard.press('Escape')
    expect((await stand.sdk.users.get(jan.id)).status).toBe('invited')
    await page.getByRole('button', { name: 'Deaktivieren' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Deaktivieren' }).click()
    await toast(page, 'Jan Peters ist deaktiviert.')
    await page.getByText('Was jetzt nicht geht').click()
    await page.getByText('Diese Person ist deaktiviert.').first().waitFor()
    await page.getByRole('button', { name: 'Reaktivieren' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Reaktivieren' }).click()
    await toast(page, 'Reaktiviert.')
    await page.getByRole('button', { name: 'Löschen' }).click()
    await page.getByLabel('Tippen Sie zur Bestätigung: Jan Peters').fill('Jan')
    await page.getByRole('dialog').getByRole('button', { name: 'Löschen' }).click()
    await page.getByRole('dialog').getByRole('alert').getByText('Jan Peters').waitFor()
    await page.getByLabel('Tippen Sie zur Bestätigung: Jan Peters').fill('Jan Peters')
    await page.getByRole('dialog').getByRole('button', { name: 'Löschen' }).click()
    await toast(page, 'Jan Peters ist gelöscht.')
    expect(await stand.sdk.users.find(jan.id)).toBeNull()
    expect(problems).toEqual([])
    await context.close()
  })

  it('hands an invitation over: QR code, typed code and link of one secret', async () => {
    const { page, context } = await open('chefin@beispiel.example')
    const noor = await stand.sdk.users.create({ firstName: 'Noor', lastName: 'Haddad', externalId: 'H-1' })
    await goTo(page, `/people/${noor.id}`)
    await page.getByRole('button', { name: 'Aushändigen' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Anzeigen' }).click()
    await page.getByRole('heading', { name: 'Zum Aushändigen' }).waitFor()
    await page.getByRole('img', { name: 'QR-Code' }).waitFor()
    const code = (await page.locator('.handover code').first().textContent()) ?? ''
    expect(code).toMatch(/^(\w{4}.){3}\w{4}$/)
    expect((await stand.sdk.users.get(noor.id)).status).toBe('invited')
    await checkScreen(page, { name: 'admin/6-handover', views: WIDTHS, reloads: false })
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Noor Haddad' }).waitFor()
    expect(await page.getByText(code).count()).toBe(0)
    await page.getByRole('button', { name: 'Aushändigen' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Anzeigen' }).click()
    await page.getByText(code).waitFor()
    await page.getByRole('button', { name: 'Einladung zurücknehmen' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Einladung zurücknehmen' }).click()
    await page.getByText('Es ist keine Einladung offen.', { exact: true }).waitFor()
    expect(await page.getByText(code).count(), 'what opens nothing any more').toBe(0)
    expect(problems).toEqual([])
    await context.close()
  })

  it('invites everybody of a filter, and says who was left out and why', async () => {
    const { page, context } = await open('chefin@beispiel.example')
    for (const name of ['eins', 'zwei'])
      await stand.sdk.users.create({ firstName: name, department: 'Lager', email: `${name}@beispiel.example` })
    await stand.sdk.users.create({ firstName: 'drei', department: 'Lager' })
    await goTo(page, '/people?department=Lager')
    await page.getByText('3 Personen').waitFor()
    await page.getByRole('checkbox', { name: /Alle auswählen/ }).check()
    await page.getByRole('button', { name: 'Einladen', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Ansehen, wen es betrifft' }).click()
    await dialog.getByText('Betrifft 2 Personen.').waitFor()
    await dialog.getByText('1 × Es ist keine E-Mail-Adresse hinterlegt.').waitFor()
    await checkScreen(page, { name: 'admin/8-many', views: WIDTHS, reloads: false })
    expect((await stand.sdk.users.list({ department: 'Lager', status: 'offline' }).count()) as number).toBe(3)
    await dialog.getByRole('button', { name: 'Einladen', exact: true }).click()
    await dialog.getByText('2 erledigt, 1 ausgelassen.').waitFor()
    await dialog.getByRole('button', { name: 'Schließen' }).click()
    await page.getByRole('link', { name: 'eins', exact: true }).waitFor()
    expect(linkIn(await stand.foyer.mailTo('zwei@beispiel.example'))).toContain('/l/')
    expect(problems).toEqual([])
    await context.close()
  })

  it('prints info sheets for a filter, and a new one for whoever lost theirs', async () => {
    const { page, context } = await open('chefin@beispiel.example')
    const olga = await stand.sdk.users.create({ firstName: 'Olga', lastName: 'Wójcik', location: 'Zittau' })
    await goTo(page, '/people?location=Zittau')
    await page.getByText('1 Person', { exact: true }).waitFor()
    await page.getByRole('checkbox', { name: 'Olga Wójcik auswählen' }).check()
    await page.getByRole('button', { name: 'Infoblätter' }).click()
    const [sheets] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('dialog').getByRole('button', { name: 'Infoblätter erstellen' }).click(),
    ])
    expect(
      readFileSync(await sheets.path())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    await toast(page, 'Infoblätter: 1. Ausgelassen: 0. Schon gedruckt: 0.')
    await goTo(page, `/people/${olga.id}`)
    await page.getByRole('button', { name: 'Infoblatt verloren' }).click()
    const [again] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('dialog').getByRole('button', { name: 'Infoblatt verloren' }).click(),
    ])
    expect(
      readFileSync(await again.path())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    await toast(page, 'Das neue Blatt ist da. Das alte Papier ist ungültig.')
    expect(problems).toEqual([])
    await context.close()
  })

  it('makes an API key that is shown once, works, and ends when it is revoked', async () => {
    const { page, context } = await open('chefin@beispiel.example')
    await goTo(page, '/keys')
    await page.getByRole('button', { name: 'Schlüssel erstellen' }).click()
    await page.getByLabel('Wofür').fill('Abgleich')
    await page.getByRole('checkbox', { name: 'users:read' }).check()
    await page.getByRole('dialog').getByRole('button', { name: 'Schlüssel erstellen' }).click()
    await page.getByText('Jetzt kopieren').waitFor()
    const key = (await page.locator('.notice code').textContent()) ?? ''
    const sdk = new Foyer({ url: stand.foyerUrl, apiKey: key, fetch: stand.fetch })
    expect(await sdk.users.list({ search: 'Krause' }).count()).toBe(2)
    await expect(sdk.users.create({ firstName: 'X' })).rejects.toMatchObject({ code: 'scope_missing' })
    await checkScreen(page, { name: 'admin/7-keys', views: WIDTHS, reloads: false })
    await page.reload()
    await page.getByRole('row', { name: /Abgleich/ }).waitFor()
    expect(await page.getByText(key).count()).toBe(0)
    await page
      .getByRole('row', { name: /Abgleich/ })
      .getByRole('button', { name: 'Widerrufen' })
      .click()
    await page.getByRole('dialog').getByRole('button', { name: 'Widerrufen' }).click()
    await toast(page, 'Der Schlüssel ist widerrufen.')
    await expect
      .poll(
        () =>
          sdk.users
            .list()
            .count()
            .catch((error) => error.code),
        { timeout: 10_000 },
      )
      .toBe('unauthenticated')
    expect(problems).toEqual([])
    await context.close()
  })

  it.each(['de', 'en'] as const)('holds every page to axe and to its width, in %s', async (locale) => {
    const { page, context } = await open('chefin@beispiel.example', locale)
    const { id } = await stand.sdk.users.get({ email: 'chefin@beispiel.example' })
    for (const path of EVERY_PAGE) {
      await goTo(page, path.replace(':id', id))
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expect.poll(() => page.getByText(locale === 'de' ? 'Wird geladen' : 'Loading', { exact: true }).count()).toBe(0)
      const name = `admin/all-${locale}${path.replace(':id', 'owner').replaceAll('/', '-')}`
      await checkScreen(page, { name, views: [{ look: 'light' }, { look: 'dark', width: 320 }], reloads: false })
    }
    expect(problems).toEqual([])
    await context.close()
  })

  it('lets a helper look and renew, and no more, in English', async () => {
    const { page, context } = await open('hilfe@beispiel.example', 'en')
    const eva = await stand.sdk.users.create({
      firstName: 'Eva',
      lastName: 'Novák',
      email: 'eva@beispiel.example',
      invite: { application: 'app' },
    })
    await goTo(page, `/people/${eva.id}`)
    await page.getByRole('button', { name: 'Renew the invitation' }).waitFor()
    expect(await page.getByRole('button', { name: 'Delete' }).count()).toBe(0)
    await page.getByText('What cannot be done now').click()
    await page.getByText('Your role does not reach this far.').first().waitFor()
    expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0)
    for (const path of ['/people/new', '/keys', '/imports/new']) {
      await goTo(page, path)
      await page.getByRole('heading', { level: 1, name: 'Your role does not reach this far' }).waitFor()
    }
    await checkScreen(page, { name: 'admin/9-no-right', views: WIDTHS })
    await goTo(page, '/nowhere')
    await page.getByRole('heading', { level: 1, name: 'There is no such page' }).waitFor()
    await goTo(page, '/people/0198f3c2-7b1c-7e5e-8f00-000000000099')
    await page.getByText('There is no such person.').waitFor()
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
    await page.getByRole('main').getByRole('link', { name: 'People' }).waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
    expect(problems.filter((problem) => !/40[34]/.test(problem))).toEqual([])
    await context.close()
  })
})
