// On other people's pages: their styles, their policies, their frameworks, their mistakes.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accessibilityFaults } from './check-accessibility.ts'
import { findBrowserPath } from './find-browser-path.ts'
import { openStand, type Stand } from './stand.ts'

const arrived = (page: Page, text = 'Bei Beispiel App anmelden') => page.getByRole('heading', { name: text, exact: true }).waitFor()

/** Sizes and colours of what must not give way. */
const measures = (page: Page) =>
  page.locator('foyer-auth').evaluate((element) =>
    [...element.querySelectorAll('.foyer-root [class^=foyer-]:not(.foyer-sr)')].map((part) => {
      const { width, height } = part.getBoundingClientRect()
      const {
        color,
        backgroundColor,
        fontSize,
        fontWeight,
        letterSpacing,
        textTransform,
        borderTopWidth,
        borderRadius,
        boxShadow,
        lineHeight,
        textAlign,
      } = getComputedStyle(part)
      return [
        part.getAttribute('class'),
        Math.round(width),
        Math.round(height),
        color,
        backgroundColor,
        fontSize,
        fontWeight,
        letterSpacing,
        textTransform,
        borderTopWidth,
        borderRadius,
        boxShadow,
        lineHeight,
        textAlign,
      ].join(' ')
    }),
  )

const torture = `<style>
  * { box-sizing: content-box; margin: 7px; padding: 9px; letter-spacing: 3px; border: 2px dotted red; }
  body { margin: 8px; padding: 0; border: 0; text-transform: uppercase; text-align: right; line-height: 3; font-weight: 900; color: hotpink; white-space: pre; }
  main { margin: 0; padding: 0; border: 0; }
  foyer-auth { margin: 0; padding: 0; border: 0; }
  input { width: 50px; height: 80px; background: yellow; border-radius: 0; }
  main input[type='text'], main input[type='password'] { width: 50px; float: right; font-size: 9px; }
  main button.none { color: red; }
  form, p, label, h1, div { display: inline; font-size: 40px; }
  h1::before { content: '#'; }
  label::after { content: ':'; }
  #page input { width: 30px; min-width: 900px; margin: 40px; float: left; }
  svg { width: 300px; fill: red; }
  path { stroke: red; }
  button { text-shadow: 2px 2px red; transform: rotate(5deg); }
</style>`

describe.skipIf((await findBrowserPath()) === null)('on a page of a host', () => {
  let stand: Stand
  beforeAll(async () => {
    stand = await openStand()
  })
  afterAll(() => stand?.close())
  beforeEach(() => stand.clear())

  test.each(['sign_in', 'accept_legal', 'complete_profile'])('a host’s style sheet does not reach %s', async (step) => {
    const plain = await stand.openStep(
      step,
      { head: '<style>body { margin: 8px }</style>', body: '<div id="page"><foyer-auth application="app"></foyer-auth></div>' },
      { reducedMotion: 'reduce' },
    )
    const expected = await measures(plain)
    const tortured = await stand.openStep(
      step,
      { head: torture, body: '<div id="page"><foyer-auth application="app"></foyer-auth></div>' },
      { reducedMotion: 'reduce' },
    )
    expect(await measures(tortured)).toEqual(expected)
    expect(await tortured.locator('h1').evaluate((title) => getComputedStyle(title, '::before').content)).toBe('none')
  })

  test('a host restyles by custom properties, by class and by part', async () => {
    const page = await stand.open({
      head: `<style>
        foyer-auth { --foyer-radius: 0px; --foyer-font: Georgia; --foyer-width: 320px }
        foyer-auth .foyer-root .foyer-button { text-transform: uppercase }
        foyer-auth::part(frame) { border-width: 3px }
      </style>`,
    })
    await arrived(page)
    const styles = await page.locator('foyer-auth').evaluate((element) => {
      const button = getComputedStyle(element.querySelector('.foyer-button') as Element)
      const frame = getComputedStyle(element.shadowRoot?.querySelector('.foyer-frame') as Element)
      return [button.borderRadius, button.fontFamily, button.textTransform, frame.borderTopWidth, element.getBoundingClientRect().width]
    })
    expect(styles).toEqual(['0px', 'Georgia', 'uppercase', '3px', 320])
  })

  test('logo, header and footer of the host stand in their places, and its fallback goes', async () => {
    const page = await stand.open({
      body: '<foyer-auth application="app"><span>Bitte JavaScript einschalten</span><img slot="logo" alt="Logo" src="data:,"><p slot="header">Oben</p><p slot="footer">Unten</p></foyer-auth>',
    })
    await arrived(page)
    expect(await page.getByText('Bitte JavaScript').isVisible()).toBe(false)
    const tops = await Promise.all(
      ['img', 'p:text("Oben")', 'h1', '.foyer-ways', 'p:text("Unten")'].map(
        async (part) => (await page.locator(part).boundingBox())?.y ?? 0,
      ),
    )
    expect(tops).toEqual([...tops].sort((a, b) => a - b))
  })

  test('the organisation’s logo is shown with its name', async () => {
    stand.foyer.more = { organisation: { name: 'Beispiel AG', logo: 'data:,', accent, timeZone: 'Europe/Berlin', contact: null } }
    const page = await stand.open()
    await arrived(page)
    expect(await page.getByRole('img', { name: 'Beispiel AG' }).count()).toBe(1)
  })

  test('a strict content security policy is not violated, without nonce and without unsafe-inline', async () => {
    const policy = [
      `default-src 'none'`,
      `script-src ${stand.foyerUrl}`,
      `connect-src 'self' ${stand.foyerUrl}`,
      `img-src ${stand.foyerUrl}`,
      `style-src 'self'`,
      `base-uri 'none'`,
      `form-action 'none'`,
      `require-trusted-types-for 'script'`,
    ]
    const violations: string[] = []
    const page = await stand.visit('about:blank')
    page.on('console', (message) => /content security|trusted/i.test(message.text()) && violations.push(message.text()))
    stand.furnish({
      headers: { 'Content-Security-Policy': policy.join('; ') },
      body: '<foyer-auth application="app" exchange="/auth"></foyer-auth>',
    })
    await page.goto(`${stand.hostUrl}/#foyer=set_password`)
    await arrived(page, 'Passwort festlegen')
    await page.getByLabel('Neues Passwort').fill('vier Wörter am Stück')
    await page.getByRole('button', { name: 'Passwort festlegen' }).click()
    await arrived(page, 'Profil vervollständigen')
    await page.getByRole('button', { name: 'Speichern und weiter' }).click()
    await page.locator('.foyer-error').first().waitFor()
    expect(await page.locator('.foyer-button').evaluate((button) => getComputedStyle(button).backgroundColor)).toBe('rgb(39, 87, 182)')
    expect(violations).toEqual([])
  })

  test('removed and added again it keeps its flow and what was typed', async () => {
    const page = await stand.open()
    await page.getByLabel('E-Mail-Adresse').fill('mia')
    await page.evaluate(async () => {
      const element = document.querySelector('foyer-auth') as HTMLElement
      element.remove()
      await new Promise((resolve) => setTimeout(resolve, 50))
      document.body.append(element)
    })
    expect(await page.getByLabel('E-Mail-Adresse').inputValue()).toBe('mia')
    expect(stand.foyer.calls).toHaveLength(1)
  })

  test('a framework that empties the element gets the form back with what was typed', async () => {
    const page = await stand.open()
    await page.getByLabel('E-Mail-Adresse').fill('mia')
    for (const wipe of [
      "element.innerHTML = ''",
      'element.replaceChildren()',
      'element.firstElementChild.remove()',
      "element.textContent = 'x'",
    ]) {
      await page.evaluate(`{ const element = document.querySelector('foyer-auth'); ${wipe} }`)
      await page.waitForFunction(() => document.querySelector('foyer-auth .foyer-form'))
      expect(await page.getByLabel('E-Mail-Adresse').inputValue()).toBe('mia')
    }
    expect(stand.foyer.calls).toHaveLength(1)
  })

  test('a framework that makes a new element resumes the flow', async () => {
    const page = await stand.openStep('accept_legal')
    await page.evaluate(() => {
      const host = document.querySelector('main') as HTMLElement
      host.innerHTML = host.innerHTML.replace(/<foyer-auth.*<\/foyer-auth>/s, '<foyer-auth application="app"></foyer-auth>')
    })
    await arrived(page, 'Bitte lesen und zustimmen')
    expect(stand.foyer.calls.at(-1)?.body).toMatchObject({ action: 'resume' })
  })

  test('cloned markup does not double the form', async () => {
    const page = await stand.open()
    await arrived(page)
    await page.evaluate(() => {
      const element = document.querySelector('foyer-auth') as HTMLElement
      element.replaceWith(element.cloneNode(true))
    })
    await arrived(page)
    await page.waitForTimeout(300)
    expect(await page.locator('form').count()).toBe(1)
  })

  test('loaded twice, from two addresses, and late, it registers once and upgrades what is there', async () => {
    const page = await stand.open({ body: '<foyer-auth application="app"></foyer-auth>' })
    await arrived(page)
    await page.evaluate(() => Object.assign(window, { first: customElements.get('foyer-auth') }))
    await page.addScriptTag({ type: 'module', url: `${stand.foyerUrl}/widget.js?again` })
    expect(await page.evaluate(() => (window as unknown as { first: unknown }).first === customElements.get('foyer-auth'))).toBe(true)
    expect(await page.locator('form').count()).toBe(1)
  })

  test('made by a script, with attributes that come a moment later', async () => {
    const page = await stand.open({ body: '' })
    await page.evaluate(() => {
      const element = document.createElement('foyer-auth')
      document.body.append(element)
      element.setAttribute('application', 'app')
    })
    await arrived(page)
    expect(stand.foyer.calls).toHaveLength(1)
  })

  test('another application begins another flow, each with its own memory', async () => {
    const page = await stand.open()
    await arrived(page)
    await page.locator('foyer-auth').evaluate((element) => element.setAttribute('application', 'portal'))
    await page.waitForFunction(() => sessionStorage.length === 2)
    expect(stand.foyer.calls.map(({ body }) => body.application)).toEqual(['app', 'portal'])
    expect(await page.locator('form').count()).toBe(1)
  })

  test('inside the shadow root of a host it looks the same', async () => {
    const page = await stand.open({ body: '<div id="shell"></div>' })
    await page.evaluate(() => {
      const shell = document.querySelector('#shell')?.attachShadow({ mode: 'open' })
      if (shell) shell.innerHTML = '<foyer-auth application="app"></foyer-auth>'
    })
    await arrived(page)
    expect((await page.locator('.foyer-input').first().boundingBox())?.height).toBeCloseTo(44)
    expect(await accessibilityFaults(page)).toEqual([])
  })

  test('on a page from right to left everything stands mirrored', async () => {
    const page = await stand.open({ head: '<script>document.documentElement.dir = "rtl"</script>' })
    await arrived(page)
    const [title, field, show] = await Promise.all(
      ['.foyer-title', '.foyer-password', '.foyer-show'].map((part) => page.locator(part).boundingBox()),
    )
    expect(await page.locator('.foyer-title').evaluate((element) => getComputedStyle(element).direction)).toBe('rtl')
    expect(show?.x).toBeCloseTo(field?.x ?? 0, 0)
    expect(title?.width).toBeGreaterThan(0)
  })

  test('two on one page do not share ids', async () => {
    const page = await stand.open({ body: '<foyer-auth application="app"></foyer-auth><foyer-auth application="portal"></foyer-auth>' })
    await page.locator('form').nth(1).waitFor()
    const ids = await page.locator('foyer-auth [id]').evaluateAll((all) => all.map(({ id }) => id))
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('a browser that cannot adopt style sheets loads widget.css, and shows nothing before it is there', async () => {
    const page = await stand.open({
      head: '<script>delete Document.prototype.adoptedStyleSheets; delete ShadowRoot.prototype.adoptedStyleSheets</script>',
    })
    await arrived(page)
    expect((await page.locator('.foyer-input').first().boundingBox())?.height).toBeCloseTo(44)
    expect(await page.locator('head link[rel=stylesheet]').count()).toBe(1)
    await page.getByRole('button', { name: 'Zum ersten Mal hier?' }).click()
    await arrived(page, 'Konto aktivieren')
    expect(await page.locator('.foyer-code').evaluate((input) => getComputedStyle(input).textTransform)).toBe('uppercase')
  })

  test('without crypto.subtle the challenge is the same SHA-256', async () => {
    const page = await stand.open({
      head: `<script>Object.defineProperty(crypto, 'subtle', { value: undefined })</script>`,
      body: '<foyer-auth application="app" exchange="/auth"></foyer-auth>',
    })
    await arrived(page)
    const verifier: string = await page.evaluate(() => JSON.parse(sessionStorage.getItem(sessionStorage.key(0) ?? '') ?? '').verifier)
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
    expect(stand.foyer.calls[0]?.body.codeChallenge).toBe(Buffer.from(digest).toString('base64url'))
  })

  test('without session storage it works and only forgets over a reload', async () => {
    const page = await stand.open({
      head: `<script>Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('blocked') } })</script>`,
    })
    await arrived(page)
    await page.getByRole('button', { name: 'Zum ersten Mal hier?' }).click()
    await arrived(page, 'Konto aktivieren')
  })

  test('a surrounding form of the host is not submitted', async () => {
    const page = await stand.open({ body: '<div id="shell"></div>' })
    await page.evaluate(() => {
      const form = document.createElement('form')
      form.addEventListener('submit', () => Object.assign(window, { leaked: true }))
      form.append(Object.assign(document.createElement('foyer-auth'), {}))
      form.firstElementChild?.setAttribute('application', 'app')
      document.body.append(form)
    })
    await page.getByLabel('E-Mail-Adresse').fill('mia')
    await page.getByLabel('Passwort', { exact: true }).fill('x')
    await page.getByLabel('Passwort', { exact: true }).press('Enter')
    await arrived(page, 'Willkommen, Mia')
    expect(await page.evaluate(() => 'leaked' in window)).toBe(false)
  })

  describe('set up wrongly', () => {
    const complaint = async (page: Page): Promise<string> => {
      await arrived(page, 'Anmeldung nicht verfügbar')
      return (pageErrors.get(page) ?? []).filter((line) => line.startsWith('foyer-auth:')).join('\n')
    }
    const pageErrors = new WeakMap<Page, string[]>()
    const openWatched = async (body: string): Promise<Page> => {
      const blank = await stand.visit(`${stand.hostUrl}/start`)
      const lines: string[] = []
      pageErrors.set(blank, lines)
      blank.on('console', (message) => lines.push(message.text()))
      stand.furnish({ body })
      await blank.goto(`${stand.hostUrl}/`)
      return blank
    }

    test('an origin that is not listed: a line on the page, and in the console the one that mends it', async () => {
      stand.foyer.origins = []
      const page = await openWatched('<foyer-auth application="app"></foyer-auth>')
      expect(await complaint(page)).toContain(`applications.app.origins: ['${stand.hostUrl}']`)
    })

    test('an unknown application', async () => {
      stand.foyer.refuse('start', { code: 'application_unknown', detail: 'Unbekannt.', details: { application: 'my-app' } })
      const page = await openWatched('<foyer-auth application="my-app"></foyer-auth>')
      expect(await complaint(page)).toContain(`applications['my-app'] with name, url and origins: ['${stand.hostUrl}']`)
    })

    test('a missing application', async () => {
      expect(await complaint(await openWatched('<foyer-auth></foyer-auth>'))).toContain('<foyer-auth application="app">')
    })

    test('a server that is not Foyer', async () => {
      expect(await complaint(await openWatched('<foyer-auth application="app" server="/nowhere"></foyer-auth>'))).toContain(
        'does not answer as Foyer does',
      )
    })

    test('an exchange that is not there', async () => {
      const page = await openWatched('<foyer-auth application="app" exchange="/nowhere"></foyer-auth>')
      await page.getByLabel('E-Mail-Adresse').fill('mia')
      await page.getByLabel('Passwort', { exact: true }).fill('x')
      await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
      await arrived(page, 'Gerade nicht erreichbar')
      expect((pageErrors.get(page) ?? []).join()).toContain('POST /nowhere/exchange did not answer')
    })
  })
})

const accent = { light: '#2757b6', onLight: '#ffffff', linkLight: '#2757b6', dark: '#88aef4', onDark: '#0d1321', linkDark: '#88aef4' }
