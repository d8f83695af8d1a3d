// The way through the screens: what is sent, what is remembered, and what happens when something goes wrong.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { mia } from './fake-foyer.ts'
import { findBrowserPath } from './find-browser-path.ts'
import { openStand, type Stand } from './stand.ts'

const title = (page: Page): Promise<string | null> => page.locator('.foyer-title').textContent()
const arrived = (page: Page, text: string) => page.getByRole('heading', { name: text, exact: true }).waitFor()
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const focused = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('name') ?? document.activeElement?.className ?? null)

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('E-Mail-Adresse').fill('mia.weber@beispiel.example')
  await page.getByLabel('Passwort', { exact: true }).fill('vier Wörter am Stück')
  await press(page, 'Anmelden')
}

/** Listens before the element starts; `window.heard` holds the events in order. */
const listener = `<script>
  window.heard = []
  for (const type of ['foyer-step', 'foyer-error', 'foyer-signed-in']) addEventListener(type, (event) => heard.push([type, event.detail]))
</script>`
const heard = (page: Page): Promise<[string, Record<string, unknown>][]> =>
  page.evaluate(() => (window as unknown as { heard: [string, Record<string, unknown>][] }).heard)

describe.skipIf((await findBrowserPath()) === null)('flow', () => {
  let stand: Stand
  beforeAll(async () => {
    stand = await openStand()
  })
  afterAll(() => stand?.close())
  beforeEach(() => stand.clear())
  const lastAct = () => stand.foyer.calls.filter(({ path }) => path === 'act').at(-1)?.body

  describe('where it begins', () => {
    test('a page of the host begins with sign-in, in the language of the page', async () => {
      const page = await stand.open({ lang: 'en' })
      await arrived(page, 'Sign in to Beispiel App')
      expect(stand.foyer.calls).toEqual([{ path: 'start', body: { application: 'app', begin: 'sign_in', locale: 'en' } }])
    })

    test('the attribute lang wins over the page, and can change while a screen is shown', async () => {
      const page = await stand.open({ lang: 'en', body: '<foyer-auth application="app" lang="de"></foyer-auth>' })
      await page.getByLabel('E-Mail-Adresse').fill('mia')
      await page.locator('foyer-auth').evaluate((element) => element.setAttribute('lang', 'en'))
      await arrived(page, 'Sign in to Beispiel App')
      expect(await page.getByLabel('Email address').inputValue()).toBe('mia')
    })

    test('a language that is not spoken gets English', async () => {
      const page = await stand.open({ lang: 'xx' })
      await arrived(page, 'Sign in to Beispiel App')
    })

    test('a link on Foyer’s own page stays in the address until its button was pressed, and leaves it then', async () => {
      const page = await stand.visit(`${stand.foyerUrl}/l/open_link`)
      await arrived(page, 'Willkommen, Mia')
      expect(stand.foyer.calls[0]?.body).toMatchObject({ link: 'open_link' })
      await page.reload()
      await arrived(page, 'Willkommen, Mia')
      await press(page, 'Konto aktivieren')
      await arrived(page, 'Bitte lesen und zustimmen')
      expect(page.url()).toBe(`${stand.foyerUrl}/activate?application=app`)
      await page.reload()
      await arrived(page, 'Bitte lesen und zustimmen')
    })

    test.each([
      ['refuse', 'Ich bin nicht gemeint', 'Danke für den Hinweis'],
      ['link_expired', 'Neuen Link senden', 'Bitte sehen Sie in Ihr Postfach'],
      ['already_active', 'Zur Anmeldung', 'Bei Beispiel App anmelden'],
    ])('a link at %s leaves the address with any button, and a reload shows what came of it', async (step, button, title) => {
      const page = await stand.visit(`${stand.foyerUrl}/l/${step}`)
      await press(page, button)
      await arrived(page, title)
      expect(page.url()).toBe(`${stand.foyerUrl}/activate?application=app`)
      await page.reload()
      await arrived(page, title)
    })

    test('a link that waits for somebody to sign out stays until its own button was pressed', async () => {
      const page = await stand.visit(`${stand.foyerUrl}/l/other_account`)
      await press(page, 'Abmelden und dem Link folgen')
      await arrived(page, 'Willkommen, Mia')
      expect(page.url()).toBe(`${stand.foyerUrl}/l/other_account`)
    })

    test('a link leads on to the application’s own page when the server says so', async () => {
      const page = await stand.visit(`${stand.foyerUrl}/l/open_link`)
      await arrived(page, 'Willkommen, Mia')
      stand.foyer.more = { continueAt: `${stand.hostUrl}/start#foyer=accept_legal` }
      await press(page, 'Konto aktivieren')
      await page.waitForURL(`${stand.hostUrl}/start**`)
      await page.goBack()
      expect(page.url()).not.toContain('/l/')
    })

    test('on the page that the server leads on to it stays', async () => {
      stand.foyer.more = { continueAt: `${stand.hostUrl}/#foyer=accept_legal` }
      const page = await stand.open({}, undefined, '?from=mail#foyer=set_password')
      await arrived(page, 'Passwort festlegen')
      expect(page.url()).toBe(`${stand.hostUrl}/?from=mail`)
    })

    test('a continuation leaves the address bar at once, and a reload resumes from what the tab remembers', async () => {
      const page = await stand.open({}, undefined, '?from=mail#foyer=set_password')
      await arrived(page, 'Passwort festlegen')
      expect(page.url()).toBe(`${stand.hostUrl}/?from=mail`)
      await page.reload()
      await arrived(page, 'Passwort festlegen')
      expect(lastAct()).toMatchObject({ action: 'resume' })
    })

    test('the hosted page for activation begins with the code, and a sealed request is passed on', async () => {
      const page = await stand.visit(`${stand.foyerUrl}/activate`)
      await arrived(page, 'Konto aktivieren')
      await page.goto(`${stand.foyerUrl}/sign-in?request=sign_in`)
      await arrived(page, 'Bei Beispiel App anmelden')
      expect(stand.foyer.calls.at(-1)?.body).toMatchObject({ request: 'sign_in' })
      await press(page, 'Zum ersten Mal hier?')
      await arrived(page, 'Konto aktivieren')
      await page.reload()
      await arrived(page, 'Konto aktivieren')
    })
  })

  test('who goes from the hosted activation to the hosted sign-in finds the sign-in', async () => {
    const page = await stand.visit(`${stand.foyerUrl}/activate`)
    await arrived(page, 'Konto aktivieren')
    await page.goto(`${stand.foyerUrl}/sign-in`)
    await arrived(page, 'Bei Beispiel App anmelden')
  })

  test('who met a dead link finds the code and the sign-in where they look for them', async () => {
    const page = await stand.visit(`${stand.foyerUrl}/l/link_invalid`)
    await arrived(page, 'Dieser Link ist nicht gültig')
    await page.reload()
    await arrived(page, 'Dieser Link ist nicht gültig')
    await page.goto(`${stand.foyerUrl}/activate`)
    await arrived(page, 'Konto aktivieren')
    await page.goto(`${stand.foyerUrl}/sign-in`)
    await arrived(page, 'Bei Beispiel App anmelden')
  })

  test('reload shows the same screen at every step of the way, and back leaves without harm', async () => {
    const page = await stand.openStep('open_link')
    const steps: [string, () => Promise<unknown>][] = [
      ['Willkommen, Mia', () => press(page, 'Konto aktivieren')],
      ['Bitte lesen und zustimmen', () => agree(page)],
      ['Passwort festlegen', () => choosePassword(page)],
      ['Profil vervollständigen', () => Promise.resolve()],
    ]
    for (const [name, goOn] of steps) {
      await arrived(page, name)
      await page.reload()
      await arrived(page, name)
      await goOn()
    }
    await page.goto(`${stand.hostUrl}/start`)
    await page.goBack()
    await arrived(page, 'Profil vervollständigen')
  })

  test('the whole way by keyboard alone', async () => {
    const page = await stand.openStep('open_link')
    const keys = async (...names: string[]) => {
      for (const name of names) await page.keyboard.press(name)
    }
    await keys('Tab', 'Enter')
    await arrived(page, 'Bitte lesen und zustimmen')
    expect(await focused(page)).toBe('foyer-title')
    await keys('Tab', 'Space', 'Tab', 'Tab', 'Space', 'Enter')
    await arrived(page, 'Passwort festlegen')
    expect(await focused(page)).toBe('password')
    await page.keyboard.type('vier Wörter am Stück')
    await keys('Enter')
    await arrived(page, 'Profil vervollständigen')
    expect(await focused(page)).toBe('phone')
    await page.keyboard.type('030 123')
    await keys('Tab', 'ArrowDown')
    for (let field = 0; field < 12 && (await focused(page)) !== 'firstAider'; field++) await keys('Tab')
    expect(await focused(page)).toBe('firstAider')
    await keys('Space', 'Enter')
    await arrived(page, 'Willkommen, Mia')
    expect(stand.foyer.calls.find(({ body }) => body.action === 'save_profile')?.body.input).toEqual({
      fields: {
        phone: '030 123',
        shirtSize: 'm',
        birthday: null,
        site: null,
        languages: ['deutsch'],
        firstAider: true,
        shoeSize: null,
        homepage: null,
        privateEmail: null,
        nickname: 'Mia',
      },
    })
  })

  test('a screen reader hears the place on the way and the title of each new screen', async () => {
    const page = await stand.openStep('accept_legal')
    await agree(page)
    await arrived(page, 'Passwort festlegen')
    expect(await page.locator('foyer-auth [role=status]').first().textContent()).toBe('Schritt 2 von 3: Passwort festlegen')
    expect(await page.getByRole('listitem').allTextContents()).toEqual(expect.arrayContaining([expect.stringContaining('Zustimmen')]))
    expect(await page.locator('[aria-current=step]').textContent()).toContain('Passwort')
  })

  test('documents are accepted with the versions that were shown, and none is ticked beforehand', async () => {
    const page = await stand.openStep('accept_legal')
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0)
    const link = page.getByRole('link', { name: 'AGB (öffnet in neuem Tab)' })
    expect(await link.getAttribute('rel')).toBe('noopener')
    expect(await link.getAttribute('target')).toBe('_blank')
    await press(page, 'Zustimmen und weiter')
    expect(await page.getByText('Bitte stimmen Sie zu, um fortzufahren.').count()).toBe(2)
    expect(lastAct()).toBeUndefined()
    await page.getByRole('checkbox', { name: 'AGB' }).check()
    await page.getByRole('checkbox', { name: 'Datenschutzrichtlinie' }).check()
    await press(page, 'Zustimmen und weiter')
    await arrived(page, 'Passwort festlegen')
    expect(lastAct()?.input).toEqual({
      documents: [
        { key: 'terms', version: '2026-10' },
        { key: 'privacy', version: '3' },
      ],
    })
  })

  test('a new version says so, and declining needs no box', async () => {
    const page = await stand.openStep('accept_legal')
    await page.getByText('Für Beispiel App gibt es eine neue Fassung').waitFor()
    await page.getByText('Neue Fassung: 2026-10').waitFor()
    await press(page, 'Ich stimme nicht zu')
    await arrived(page, 'Sie sind nicht angemeldet')
    expect(lastAct()).toMatchObject({ action: 'decline', input: {} })
  })

  describe('codes', () => {
    test('a code groups itself while it is typed, and a paste is taken whole, in whatever spelling', async () => {
      const page = await stand.openStep('enter_code')
      const field = page.getByLabel('Aktivierungscode')
      await field.pressSequentially('abcde')
      expect(await field.inputValue()).toBe('abcd e')
      await field.press('Backspace')
      expect(await field.inputValue()).toBe('abcd')
      await field.fill('')
      await page.evaluate(() => {
        const data = new DataTransfer()
        data.setData('text/plain', '  abCD-efgh – 2345\n6789 ')
        const input = document.querySelector<HTMLInputElement>('.foyer-input')
        input?.focus()
        document.execCommand('insertText', false, data.getData('text/plain'))
      })
      expect(await field.inputValue()).toBe('abCD efgh 2345 6789')
      await field.press('Enter')
      await arrived(page, 'Bitte lesen und zustimmen')
      expect(lastAct()).toMatchObject({ action: 'submit_code', input: { code: 'abcdefgh23456789' } })
    })

    test('the caret stays where somebody corrects a character', async () => {
      const page = await stand.openStep('enter_code')
      const field = page.getByLabel('Aktivierungscode')
      await field.fill('abcdefgh')
      const caret = () => field.evaluate((input: HTMLInputElement) => input.selectionStart)
      await field.press('Home')
      for (let step = 0; step < 4; step++) await field.press('ArrowRight')
      await field.press('Delete')
      expect([await field.inputValue(), await caret()]).toEqual(['abcd fgh', 4])
      await field.press('ArrowRight')
      await field.press('Backspace')
      expect([await field.inputValue(), await caret()]).toEqual(['abcd fgh', 4])
      await field.press('Backspace')
      expect([await field.inputValue(), await caret()]).toEqual(['abcf gh', 3])
    })

    test('a mailed code can be sent again, which is said, and the address corrected', async () => {
      const page = await stand.openStep('check_email')
      await press(page, 'Andere E-Mail-Adresse angeben')
      expect(await focused(page)).toBe('email')
      await page.getByLabel('E-Mail-Adresse').fill('neu@beispiel.example')
      await press(page, 'Code senden')
      await arrived(page, 'E-Mail-Adresse bestätigen')
      expect(lastAct()).toMatchObject({ action: 'give_email', input: { email: 'neu@beispiel.example' } })
      await page.getByLabel('Code aus der E-Mail').fill('abcd')
      await press(page, 'Code erneut senden')
      await page.getByText('Die E-Mail mit dem Code ist erneut unterwegs.').waitFor()
      expect(await page.getByLabel('Code aus der E-Mail').inputValue()).toBe('abcd')
      expect(await page.getByLabel('Code aus der E-Mail').getAttribute('autocomplete')).toBe('one-time-code')
    })
  })

  describe('other doors', () => {
    test('a forgotten password takes along the name that was typed', async () => {
      const page = await stand.open()
      await page.getByLabel('E-Mail-Adresse').fill('mia.weber@beispiel.example')
      await press(page, 'Passwort vergessen?')
      await arrived(page, 'Passwort vergessen?')
      expect(lastAct()).toMatchObject({ action: 'forgot', input: { name: 'mia.weber@beispiel.example' } })
    })

    test('the recovery code is typed like every other code, and the new password says that it ends all sessions', async () => {
      const page = await stand.openStep('recover_code')
      await page.getByLabel('Wiederherstellungscode').fill('ABCD-2345')
      await press(page, 'Weiter')
      await page.waitForFunction(() => !document.querySelector('[aria-disabled]'))
      expect(lastAct()).toMatchObject({ action: 'submit_code', input: { code: 'abcd2345' } })
      stand.foyer.prepare('set_password', { purpose: 'recovery' })
      const password = await stand.openStep('set_password')
      expect(await password.locator('.foyer-lead').textContent()).toContain('überall abgemeldet')
    })

    test('a slip of an address is asked about, and both answers are taken as sure', async () => {
      stand.foyer.prepare('check_email', { doubt: { typed: 'mia@gmial.com', suggestion: 'mia@gmail.com' } })
      const page = await stand.openStep('check_email')
      await press(page, 'mia@gmail.com verwenden')
      await arrived(page, 'E-Mail-Adresse bestätigen')
      expect(lastAct()?.input).toEqual({ email: 'mia@gmail.com', sure: true })
      const other = await stand.openStep('check_email')
      await press(other, 'Meine Schreibweise stimmt')
      await arrived(other, 'E-Mail-Adresse bestätigen')
      expect(lastAct()?.input).toEqual({ email: 'mia@gmial.com', sure: true })
    })

    test.each([
      ['recovery', 'Neues Passwort festlegen', 'Weiter'],
      ['confirmation', 'E-Mail-Adresse bestätigen', 'Adresse bestätigen'],
    ] as const)('a link for %s says so', async (purpose, name, action) => {
      stand.foyer.prepare('open_link', { purpose })
      const page = await stand.openStep('open_link')
      await arrived(page, name)
      await press(page, action)
      await arrived(page, 'Bitte lesen und zustimmen')
    })

    test.each([
      ['an iPhone', 'Mozilla/5.0 (iPhone; CPU iPhone OS 15_4 like Mac OS X)', 'App laden', 'https://apps.apple.com/app/id1'],
      ['an Android phone', 'Mozilla/5.0 (Linux; Android 13)', 'App laden', 'https://play.google.com/store/apps/details?id=app'],
      ['a desktop', 'Mozilla/5.0 (X11; Linux x86_64)', 'Weiter zu Beispiel App', 'https://app.beispiel.example/'],
    ])('after an activation %s goes on by one button', async (_, userAgent, name, href) => {
      const page = await stand.openStep('signed_in', {}, { userAgent })
      expect(await page.getByRole('link', { name }).getAttribute('href')).toBe(href)
    })
  })

  describe('password managers', () => {
    test('find name and password in one form that is submitted', async () => {
      const page = await stand.open()
      await arrived(page, 'Bei Beispiel App anmelden')
      const fields = await page
        .locator('form input')
        .evaluateAll((all) => all.map((input) => [input.getAttribute('type'), input.getAttribute('autocomplete')]))
      expect(fields).toEqual([
        ['text', 'username'],
        ['password', 'current-password'],
      ])
      await page.getByRole('button', { name: 'Zeichen anzeigen' }).click()
      expect(await page.getByLabel('Passwort', { exact: true }).getAttribute('type')).toBe('text')
      await page.evaluate(() => {
        document.addEventListener('submit', (event) => Object.assign(window, { submitted: event.target instanceof HTMLFormElement }), true)
      })
      await signIn(page)
      await arrived(page, 'Willkommen, Mia')
      expect(await page.evaluate(() => (window as unknown as { submitted: boolean }).submitted)).toBe(true)
      expect(lastAct()).toMatchObject({ input: { name: 'mia.weber@beispiel.example', password: 'vier Wörter am Stück' } })
    })

    test('find the name beside a new password', async () => {
      const page = await stand.openStep('set_password')
      const fields = await page
        .locator('form input')
        .evaluateAll((all) => all.map((input) => [input.getAttribute('autocomplete'), (input as HTMLInputElement).value]))
      expect(fields).toEqual([
        ['username', 'mia.weber@beispiel.example'],
        ['new-password', ''],
      ])
    })
  })

  describe('errors', () => {
    test('wrong credentials are said for the form, the password is ready to be typed anew, and nothing is lost', async () => {
      const page = await stand.open({ head: listener })
      stand.foyer.refuse('sign_in', { code: 'credentials_wrong', detail: 'E-Mail-Adresse oder Passwort stimmt nicht.' })
      await signIn(page)
      await page.getByRole('alert').getByText('E-Mail-Adresse oder Passwort stimmt nicht.').waitFor()
      expect(await focused(page)).toBe('password')
      expect(await page.getByLabel('E-Mail-Adresse').inputValue()).toBe('mia.weber@beispiel.example')
      expect(await heard(page)).toEqual([
        ['foyer-step', { step: 'sign_in' }],
        ['foyer-error', { code: 'credentials_wrong' }],
      ])
      await press(page, 'Anmelden')
      await arrived(page, 'Willkommen, Mia')
    })

    test.each([
      ['set_password', 'set_password', 'Neues Passwort', 'password_common', 'Zu leicht zu erraten.'],
      ['enter_code', 'submit_code', 'Aktivierungscode', 'code_wrong', 'Der Code stimmt nicht. Noch 3 Versuche.'],
      ['prove_email', 'submit_email_code', 'Code aus der E-Mail', 'code_exhausted', 'Dieser Code gilt nicht mehr.'],
    ] as const)('on %s the server’s sentence stands at its field', async (step, action, label, code, detail) => {
      const page = await stand.openStep(step)
      stand.foyer.refuse(action, { code, detail })
      const field = page.getByLabel(label)
      await field.fill('abcdefgh23456789')
      await field.press('Enter')
      await page.locator('.foyer-error').waitFor()
      expect(await field.getAttribute('aria-invalid')).toBe('true')
      expect(await describedBy(page, label)).toContain(detail)
      expect(await page.locator('.foyer-message').count()).toBe(0)
      expect(await focused(page)).toBe(await field.getAttribute('name'))
    })

    test('issues of an input stand at the fields they name, and what names none is said for the form', async () => {
      const page = await stand.openStep('complete_profile')
      await page.getByLabel('Telefon').fill('x')
      await page.getByRole('radio', { name: 'M' }).check()
      await page.getByRole('radio', { name: 'Ja' }).check()
      const issues = [
        { path: ['input', 'fields', 'phone'], code: 'phone', message: 'Das ist keine Telefonnummer.' },
        { path: ['input', 'fields', 'shirtSize'], code: 'choice', message: 'Diese Größe gibt es nicht mehr.' },
        { path: ['input', 'fields', 'gone'], code: 'unknown', message: 'Etwas anderes fehlt.' },
      ]
      stand.foyer.refuse('save_profile', { code: 'invalid_input', detail: 'Bitte prüfen Sie die Angaben.', details: { issues } })
      await press(page, 'Speichern und weiter')
      await page.locator('.foyer-message').waitFor()
      expect(await describedBy(page, 'Telefon')).toContain('Das ist keine Telefonnummer.')
      expect(await page.getByRole('group', { name: 'Größe' }).textContent()).toContain('Diese Größe gibt es nicht mehr.')
      expect((await page.locator('.foyer-message').textContent())?.trim()).toBe('Etwas anderes fehlt.')
      expect(await focused(page)).toBe('phone')
    })

    test('consent that is missing is asked for at its document', async () => {
      const page = await stand.openStep('accept_legal')
      stand.foyer.refuse('accept', {
        code: 'legal_required',
        detail: 'Bitte stimmen Sie der neuen Fassung zu.',
        details: { documents: ['privacy'] },
      })
      await agree(page)
      await page.locator('.foyer-error').waitFor()
      expect(await page.locator('.foyer-error').textContent()).toContain('neuen Fassung')
      expect(await focused(page)).toBe('consent-privacy')
    })

    test('empty fields are named before anything is sent', async () => {
      const page = await stand.open()
      await press(page, 'Anmelden')
      expect(await page.getByText('Bitte füllen Sie dieses Feld aus.').count()).toBe(2)
      expect(await focused(page)).toBe('name')
      expect(lastAct()).toBeUndefined()
    })

    test('a lost connection keeps what was typed, and the same press goes on when it is back', async () => {
      const page = await stand.open()
      await page.route('**/flow/act', (route) => route.abort())
      await signIn(page)
      await page
        .getByRole('alert')
        .getByText(/^Keine Verbindung/)
        .waitFor()
      expect(await page.getByLabel('Passwort', { exact: true }).inputValue()).toBe('vier Wörter am Stück')
      await page.unroute('**/flow/act')
      await press(page, 'Anmelden')
      await arrived(page, 'Willkommen, Mia')
    })

    test('no connection at the start offers to try again', async () => {
      const page = await stand.visit(`${stand.foyerUrl}/activate`)
      await arrived(page, 'Konto aktivieren')
      await page.route('**/flow/**', (route) => route.abort())
      await page.reload()
      await arrived(page, 'Keine Verbindung')
      await page.unroute('**/flow/**')
      await press(page, 'Erneut versuchen')
      await arrived(page, 'Konto aktivieren')
    })

    test('a file of the widget that does not arrive says so in two languages, and can be asked for again', async () => {
      const page = await stand.visit(`${stand.hostUrl}/start`)
      await page.route(/widget\/(de|en)-/, (route) => route.abort())
      await page.goto(`${stand.hostUrl}/`)
      await page.getByRole('alert').getByText('No connection').waitFor()
      await page.unroute(/widget\/(de|en)-/)
      await press(page, 'Erneut versuchen · Try again')
      await arrived(page, 'Bei Beispiel App anmelden')
    })

    test('too many tries show the time left, which runs down and then goes away', async () => {
      const page = await stand.open()
      stand.foyer.refuse('sign_in', { code: 'rate_limited', detail: 'Zu viele Versuche.', details: { retryAfterMs: 2400 } })
      await signIn(page)
      await page.getByText('Zu viele Versuche. Weiter geht es in 3 Sekunden.').waitFor()
      await page.getByText('Zu viele Versuche. Weiter geht es in 1 Sekunde.').waitFor()
      await page.locator('.foyer-message').waitFor({ state: 'detached' })
      await press(page, 'Anmelden')
      await arrived(page, 'Willkommen, Mia')
    })

    test('too many tries at the start have a screen that goes on by itself', async () => {
      stand.foyer.refuse('start', { code: 'rate_limited', detail: 'Zu viele Versuche.', details: { retryAfterMs: 1500 } })
      const page = await stand.open()
      await arrived(page, 'Bitte kurz warten')
      await page.getByText(/^Zu viele Versuche. Weiter geht es in/).waitFor()
      await arrived(page, 'Bei Beispiel App anmelden')
    })

    test('a server that never answers is given up after 15 seconds', async () => {
      const page = await stand.open()
      await arrived(page, 'Bei Beispiel App anmelden')
      await page.clock.install()
      await page.route('**/flow/act', () => {})
      await signIn(page)
      await page.clock.fastForward(14_000)
      expect(await page.getByRole('alert').count()).toBe(0)
      await page.clock.fastForward(2_000)
      await page
        .getByRole('alert')
        .getByText(/^Keine Verbindung/)
        .waitFor()
    })

    test('a busy server is said in its own words, and the press repeats', async () => {
      const page = await stand.open()
      stand.foyer.refuse('sign_in', { code: 'busy', detail: 'Gerade melden sich viele an. Bitte gleich noch einmal.' })
      await signIn(page)
      await page.getByRole('alert').getByText('Gerade melden sich viele an.').waitFor()
      await press(page, 'Anmelden')
      await arrived(page, 'Willkommen, Mia')
    })

    test('a busy server at the start has a screen with a way on', async () => {
      stand.foyer.refuse('start', { code: 'busy', detail: 'Gerade melden sich viele an.' })
      const page = await stand.open()
      await arrived(page, 'Gerade nicht erreichbar')
      await press(page, 'Erneut versuchen')
      await arrived(page, 'Bei Beispiel App anmelden')
    })

    test('a sign-in page left open too long signs in all the same', async () => {
      const page = await stand.open()
      await arrived(page, 'Bei Beispiel App anmelden')
      stand.foyer.refuse('sign_in', { code: 'flow_expired', detail: 'Abgelaufen.' })
      await signIn(page)
      await arrived(page, 'Willkommen, Mia')
    })

    test('an activation left open too long says so and begins anew', async () => {
      const page = await stand.openStep('accept_legal')
      stand.foyer.refuse('accept', { code: 'flow_expired', detail: '' })
      await agree(page)
      await arrived(page, 'Die Zeit ist abgelaufen')
      await press(page, 'Neu beginnen')
      await arrived(page, 'Bei Beispiel App anmelden')
    })

    test('an action that another tab has overtaken shows the step as it stands', async () => {
      const page = await stand.openStep('set_password')
      stand.foyer.refuse('set_password', { code: 'already_active', detail: 'Schon aktiv.' })
      await choosePassword(page)
      await page.waitForTimeout(300)
      expect(await title(page)).toBe('Passwort festlegen')
      expect(lastAct()).toMatchObject({ action: 'resume' })
    })

    test('a press counts once, however often it is made', async () => {
      const page = await stand.open()
      await arrived(page, 'Bei Beispiel App anmelden')
      await page.route('**/flow/act', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 400))
        await route.continue()
      })
      await page.getByLabel('E-Mail-Adresse').fill('mia')
      await page.getByLabel('Passwort', { exact: true }).fill('x')
      const button = page.getByRole('button', { name: 'Anmelden', exact: true })
      const width = (await button.boundingBox())?.width
      await button.dblclick()
      await page.locator('.foyer-button[aria-disabled=true]').waitFor()
      expect((await button.boundingBox())?.width).toBe(width)
      await page.locator('.foyer-title').press('Enter')
      await arrived(page, 'Willkommen, Mia')
      expect(stand.foyer.calls.filter(({ body }) => body.action === 'sign_in')).toHaveLength(1)
    })
  })

  describe('signed in', () => {
    test('without an exchange the user comes from Foyer’s own session, and the page is told', async () => {
      const page = await stand.open({ head: listener })
      await signIn(page)
      await arrived(page, 'Willkommen, Mia')
      expect(await heard(page)).toEqual([
        ['foyer-step', { step: 'sign_in' }],
        ['foyer-step', { step: 'signed_in' }],
        ['foyer-signed-in', { user: mia, flow: 'activation', resumed: false }],
      ])
      const late = await page.locator('foyer-auth').evaluate((element) => {
        const { step, user } = element as HTMLElement & { step: string; user: { firstName: string } }
        return [step, user.firstName]
      })
      expect(late).toEqual(['signed_in', 'Mia'])
    })

    test('a reload shows the last screen while the session holds, and sign-in after it has ended', async () => {
      const page = await stand.open({ head: listener })
      await signIn(page)
      await arrived(page, 'Willkommen, Mia')
      await page.reload()
      await arrived(page, 'Willkommen, Mia')
      expect((await heard(page)).at(-1)).toEqual(['foyer-signed-in', { user: mia, flow: 'activation', resumed: true }])
      stand.foyer.session = null
      await page.reload()
      await arrived(page, 'Bei Beispiel App anmelden')
    })

    test('who signs out on the spot is signed out, and finds the sign-in', async () => {
      const page = await stand.open()
      await signIn(page)
      await arrived(page, 'Willkommen, Mia')
      await press(page, 'Abmelden')
      await arrived(page, 'Bei Beispiel App anmelden')
      expect(stand.foyer.session).toBeNull()
      expect(await page.locator('foyer-auth').evaluate((element) => (element as HTMLElement & { user: unknown }).user)).toBeNull()
      await signIn(page)
      await arrived(page, 'Willkommen, Mia')
      await page.reload()
      await arrived(page, 'Willkommen, Mia')
      await press(page, 'Abmelden')
      await arrived(page, 'Bei Beispiel App anmelden')
      expect(stand.foyer.session).toBeNull()
    })

    test('with an exchange the code goes to the host with the verifier of the challenge, and return-to follows', async () => {
      const page = await stand.open({ body: '<foyer-auth application="app" exchange="/auth" return-to="/start"></foyer-auth>' })
      await arrived(page, 'Bei Beispiel App anmelden')
      await page.reload()
      await arrived(page, 'Bei Beispiel App anmelden')
      await signIn(page)
      await page.waitForURL(`${stand.hostUrl}/start`)
      const [exchange] = stand.exchanges as { code: string; verifier: string; application: string }[]
      expect(exchange).toMatchObject({ code: 'sign-in-code', application: 'app' })
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(exchange?.verifier))
      expect(stand.foyer.calls[0]?.body.codeChallenge).toBe(Buffer.from(digest).toString('base64url'))
      expect(
        await page.evaluate(() => sessionStorage.length && JSON.parse(sessionStorage.getItem(sessionStorage.key(0) ?? '') ?? '')),
      ).toEqual({})
    })

    test('a page that prevents the event goes on by itself', async () => {
      const page = await stand.open({
        body: '<foyer-auth application="app" exchange="/auth" return-to="/start"></foyer-auth>',
        head: `<script>addEventListener('foyer-signed-in', (event) => event.preventDefault())</script>`,
      })
      await signIn(page)
      await arrived(page, 'Willkommen, Mia')
      expect(page.url()).toBe(`${stand.hostUrl}/`)
    })

    test('an exchange that fails can be tried again with a new code', async () => {
      const page = await stand.open({ body: '<foyer-auth application="app" exchange="/auth"></foyer-auth>' })
      await page.route('**/auth/exchange', (route) => route.abort())
      await signIn(page)
      await arrived(page, 'Keine Verbindung')
      await page.unroute('**/auth/exchange')
      await press(page, 'Erneut versuchen')
      await arrived(page, 'Willkommen, Mia')
    })

    test('a sign-in that began elsewhere goes back there', async () => {
      stand.foyer.prepare('signed_in', { redirect: `${stand.hostUrl}/start?code=abc` })
      const page = await stand.visit(`${stand.foyerUrl}/sign-in?request=sign_in`)
      await signIn(page)
      await page.waitForURL(`${stand.hostUrl}/start?code=abc`)
    })
  })
})

async function agree(page: Page): Promise<void> {
  for (const box of await page.getByRole('checkbox').all()) await box.check()
  await press(page, 'Zustimmen und weiter')
}

async function choosePassword(page: Page): Promise<void> {
  await page.getByLabel('Neues Passwort').fill('vier Wörter am Stück')
  await press(page, 'Passwort festlegen')
}

/** What a screen reader reads out after the field's name. */
const describedBy = (page: Page, label: string): Promise<string> =>
  page.getByLabel(label).evaluate((field) =>
    (field.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  )
