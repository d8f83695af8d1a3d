// Every screen: what is on it, that axe finds nothing on it, and that it fits narrow places.

import { type StepName, stepActions } from '@foyer/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accessibilityFaults } from './check-accessibility.ts'
import { findBrowserPath } from './find-browser-path.ts'
import { openStand, type Stand } from './stand.ts'

interface Shown {
  readonly title: string
  /** Two where neither answer is the better one. */
  readonly action?: string | string[]
  readonly others?: string[]
}

/** Title, primary action, and what else can be pressed, in German. */
const expected: { readonly [S in StepName]: Shown } = {
  sign_in: {
    title: 'Bei Beispiel App anmelden',
    action: 'Anmelden',
    others: ['Passwort vergessen?', 'Zum ersten Mal hier?', 'Zeichen anzeigen'],
  },
  continue_as: { title: 'Bei Beispiel App weitermachen', action: 'Weiter als Mia', others: ['Nicht Mia?'] },
  enter_code: { title: 'Konto aktivieren', action: 'Weiter', others: ['Zur Anmeldung', 'Einladung noch einmal senden'] },
  send_invitation: { title: 'Einladung noch einmal senden', action: 'Einladung noch einmal senden', others: ['Aktivierungscode eingeben'] },
  recover: { title: 'Passwort vergessen?', action: 'E-Mail senden', others: ['Zur Anmeldung'] },
  recover_code: {
    title: 'Wiederherstellungscode eingeben',
    action: 'Weiter',
    others: ['E-Mail erneut senden', 'Andere E-Mail-Adresse angeben'],
  },
  recovered: { title: 'Ihr neues Passwort gilt', action: 'Zur Anmeldung' },
  mail_sent: { title: 'Bitte sehen Sie in Ihr Postfach', action: 'Aktivierungscode eingeben', others: ['Zur Anmeldung'] },
  open_link: { title: 'Willkommen, Mia', action: 'Konto aktivieren', others: ['Auf einem anderen Gerät weitermachen'] },
  other_device: { title: 'Auf einem anderen Gerät weiter', action: 'Doch auf diesem Gerät weiter' },
  answer_question: { title: 'Sind Sie es?', action: 'Weiter' },
  other_account: { title: 'Hier ist schon jemand angemeldet', action: 'Abmelden und dem Link folgen', others: ['Weiter als Jan'] },
  email_confirmed: { title: 'Ihre Adresse ist bestätigt', action: 'Zur Anmeldung' },
  refuse: { title: 'Nicht für Sie?', action: 'Ich bin nicht gemeint' },
  refused: { title: 'Danke für den Hinweis' },
  check_email: { title: 'Adresse prüfen', action: 'Code senden', others: ['Andere E-Mail-Adresse angeben'] },
  prove_email: {
    title: 'E-Mail-Adresse bestätigen',
    action: 'Bestätigen',
    others: ['Code erneut senden', 'Andere E-Mail-Adresse angeben'],
  },
  accept_legal: { title: 'Bitte lesen und zustimmen', action: 'Zustimmen und weiter', others: ['Ich stimme nicht zu'] },
  legal_declined: { title: 'Sie sind nicht angemeldet', action: 'Zur Anmeldung' },
  set_password: { title: 'Passwort festlegen', action: 'Passwort festlegen', others: ['Zeichen anzeigen'] },
  second_factor: { title: 'Code eingeben', action: 'Bestätigen', others: ['Zur Anmeldung'] },
  set_up_totp: { title: 'Authenticator-App einrichten', action: 'Bestätigen', others: ['Zur Anmeldung'] },
  backup_codes: { title: 'Ihre Backup-Codes', action: 'Weiter', others: ['Drucken'] },
  complete_profile: { title: 'Profil vervollständigen', action: 'Speichern und weiter' },
  keep_account: { title: 'Ihr Konto wird gelöscht', action: 'Konto behalten', others: ['Zur Anmeldung'] },
  account_kept: { title: 'Ihr Konto bleibt', action: 'Zur Anmeldung' },
  own_device: { title: 'Ist das Ihr eigenes Gerät?', action: ['Ja, mein eigenes', 'Nein, es nutzen auch andere'] },
  offer_passkey: { title: 'Nächstes Mal ohne Passwort?', action: 'Passkey einrichten', others: ['Jetzt nicht'] },
  signed_in: { title: 'Willkommen, Mia', action: 'Weiter zu Beispiel App', others: ['Abmelden'] },
  already_active: { title: 'Ihr Konto ist bereits aktiv', action: 'Zur Anmeldung' },
  link_expired: { title: 'Dieser Link ist abgelaufen', action: 'Neuen Link senden', others: ['Zur Anmeldung'] },
  link_invalid: {
    title: 'Dieser Link ist nicht gültig',
    action: 'Aktivierungscode eingeben',
    others: ['Zur Anmeldung', 'Passwort vergessen?'],
  },
}
const names = Object.keys(stepActions) as StepName[]

describe.skipIf((await findBrowserPath()) === null)('screens', () => {
  let stand: Stand
  beforeAll(async () => {
    stand = await openStand()
  })
  afterAll(() => stand?.close())
  beforeEach(() => stand.clear())

  test.each(names)('%s says what to do and offers exactly its ways on', async (name) => {
    const page = await stand.openStep(name)
    const { title, action, others = [] } = expected[name]
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title)
    const primary = page.locator('.foyer-button')
    expect(await primary.allTextContents()).toEqual([action ?? []].flat())
    const boxes = await Promise.all((await primary.all()).map((button) => button.boundingBox()))
    for (const box of boxes) expect(Math.round(box?.height ?? 0)).toBeGreaterThanOrEqual(44)
    const buttons = await page.locator('foyer-auth button:not(.foyer-button)').all()
    const said = await Promise.all(buttons.map(async (button) => (await button.getAttribute('aria-label')) ?? (await button.textContent())))
    expect(said.sort()).toEqual(others.sort())
  })

  test.each(names)('axe finds nothing on %s in light and dark, German and English, with errors and without', async (name) => {
    const page = await stand.openStep(name, { head: darkPage }, { reducedMotion: 'reduce' })
    expect(await accessibilityFaults(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    if (await page.locator('foyer-auth [required]').count()) {
      await page.locator('.foyer-button').click()
      await page.locator('.foyer-error').first().waitFor()
    }
    expect(await accessibilityFaults(page)).toEqual([])
    await page.locator('foyer-auth').evaluate((element) => element.setAttribute('lang', 'en'))
    await page.locator('.foyer-root[lang=en]').waitFor()
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    expect(await accessibilityFaults(page)).toEqual([])
  })

  test.each(names)('%s fits 280 px without scrolling sideways', async (name) => {
    const page = await stand.openStep(name, { head: '<style>body { margin: 0 }</style>' })
    await page.setViewportSize({ width: 280, height: 600 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(280)
    const outside = await page
      .locator('foyer-auth .foyer-root *')
      .evaluateAll((all) =>
        all.filter((part) => !part.closest('.foyer-sr') && part.getBoundingClientRect().right > 260).map((part) => part.outerHTML),
      )
    expect(outside).toEqual([])
  })

  test('everything that can be pressed is at least 24 px high and wide', async () => {
    const page = await stand.openStep('complete_profile')
    const small = await page
      .locator('foyer-auth')
      .evaluate((element) =>
        [...element.querySelectorAll('button, input, select')]
          .map((target) => target.getBoundingClientRect())
          .filter(({ width, height }) => width < 24 || height < 24),
      )
    expect(small).toEqual([])
  })

  test('a screen keeps its words, fields and action in forced colours', async () => {
    const page = await stand.openStep('complete_profile', {}, { forcedColors: 'active' })
    const borders = await page
      .locator('.foyer-input, .foyer-button')
      .evaluateAll((all) => all.map((element) => getComputedStyle(element).borderTopWidth))
    expect(new Set(borders)).toEqual(new Set(['1px']))
  })

  test('with reduced motion nothing moves', async () => {
    const page = await stand.openStep('signed_in', {}, { reducedMotion: 'reduce' })
    const durations = await page
      .locator('foyer-auth')
      .evaluate((element) => element.getAnimations({ subtree: true }).map((animation) => animation.effect?.getComputedTiming().duration))
    expect(durations.filter((duration) => duration !== 0)).toEqual([])
  })

  test.each(['light', 'dark'] as const)('the focus is seen in the %s theme, and links have their colour', async (theme) => {
    const page = await stand.openStep('sign_in', { body: `<foyer-auth application="app" theme="${theme}"></foyer-auth>` })
    const link = theme === 'light' ? 'rgb(39, 87, 182)' : 'rgb(136, 174, 244)'
    expect(
      await page
        .locator('.foyer-link')
        .first()
        .evaluate((element) => getComputedStyle(element).color),
    ).toBe(link)
    for (let stop = 0; stop < 5; stop++) {
      await page.keyboard.press('Tab')
      const outline = await page.evaluate(() => {
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(document.activeElement as Element)
        return [outlineStyle, outlineWidth, outlineColor].join(' ')
      })
      expect(outline).toBe(`solid 2px ${link}`)
    }
  })

  test('a step that the widget does not know links to the hosted page', async () => {
    const page = await stand.openStep('choose_avatar')
    expect(await page.getByRole('link', { name: 'Seite öffnen' }).getAttribute('href')).toBe(`${stand.foyerUrl}/sign-in`)
  })

  test('an application’s accent colours the action, and the host’s own wins over it', async () => {
    const colours = { light: '#7a1f5c', onLight: '#ffffff', linkLight: '#7a1f5c', dark: '#f0a0d0', onDark: '#200010', linkDark: '#f0a0d0' }
    stand.foyer.more = { organisation: { name: 'Beispiel AG', logo: null, accent: colours, timeZone: 'Europe/Berlin', contact: null } }
    const colour = async (head: string, colorScheme: 'light' | 'dark') => {
      const page = await stand.openStep('sign_in', { head }, { colorScheme, reducedMotion: 'reduce' })
      const found = await page.locator('.foyer-button').evaluate((button) => getComputedStyle(button).backgroundColor)
      return found
    }
    expect(await colour('', 'light')).toBe('rgb(122, 31, 92)')
    expect(await colour('', 'dark')).toBe('rgb(240, 160, 208)')
    expect(await colour('<style>foyer-auth { --foyer-accent: rgb(0, 90, 50) }</style>', 'light')).toBe('rgb(0, 90, 50)')
    expect(await colour('<style>:root { --foyer-accent: rgb(0, 90, 50) }</style>', 'light')).toBe('rgb(0, 90, 50)')
  })
})

const darkPage = '<style>@media (prefers-color-scheme: dark) { body { background: #0e0f12 } }</style>'
