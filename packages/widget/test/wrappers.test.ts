// The wrappers for React (18 and 19) and Vue: drawn on a server, begun by the element first, then taken over by the framework.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findBrowserPath } from './find-browser-path.ts'
import { openStand, type Stand } from './stand.ts'

const DIST = join(import.meta.dirname, '../dist')
const ATTRIBUTES = `application: 'app', server: SERVER, returnTo: '/start', compact: true, lang: 'de'`

/** A page with a field of its own, so that a test sees whether the framework threw the server's page away. */
const REACT = `
  import { createElement as h } from 'react'
  import { FoyerAuth } from '${DIST}/react.js'
  export const page = (SERVER, tell) => h('div', null,
    h('input', { id: 'own' }),
    h(FoyerAuth, { ${ATTRIBUTES}, className: 'mine',
      onStep: (step) => tell('step ' + step), onError: (code) => tell('error ' + code),
      onSignedIn: (event) => { event.preventDefault(); tell('signed in ' + event.detail.user.firstName) },
      header: h('p', null, 'Oben'), footer: 'Unten' }))`
const VUE = `
  import { createSSRApp, h } from 'vue'
  import { FoyerAuth } from '${DIST}/vue.js'
  export const app = (SERVER, tell) => createSSRApp({ render: () => h('div', [
    h('input', { id: 'own' }),
    h(FoyerAuth, { ${ATTRIBUTES}, class: 'mine',
      onStep: (step) => tell('step ' + step), onError: (code) => tell('error ' + code),
      onSignedIn: (event) => { event.preventDefault(); tell('signed in ' + event.detail.user.firstName) } },
      { header: () => 'Oben', footer: () => 'Unten' })]) })`

const VUE_FLAGS = { __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true' }

interface Framework {
  page: string
  onServer: string
  inBrowser: string
  alias?: Record<string, string>
}

const react: Framework = {
  page: REACT,
  onServer: `import { renderToString } from 'react-dom/server.browser'
    export const render = async (server) => renderToString(page(server, () => {}))`,
  inBrowser: `import { hydrateRoot } from 'react-dom/client'
    hydrateRoot(document.querySelector('#app'), page(window.server, (line) => window.told.push(line)),
      { onRecoverableError: (error) => console.error(error) })`,
}
const frameworks: Record<string, Framework> = {
  'React 19': react,
  'React 18': { ...react, alias: { react: 'react-18', 'react-dom': 'react-dom-18' } },
  'Vue 3': {
    page: VUE,
    onServer: `import { renderToString } from 'vue/server-renderer'
      export const render = (server) => renderToString(app(server, () => {}))`,
    inBrowser: `app(window.server, (line) => window.told.push(line)).mount('#app')`,
  },
}

const bundle = async ({ page, alias = {} }: Framework, end: string, format: 'cjs' | 'iife'): Promise<string> => {
  const { outputFiles } = await build({
    absWorkingDir: join(import.meta.dirname, '..'),
    stdin: { contents: `${page}\n${end}`, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format,
    platform: format === 'cjs' ? 'node' : 'browser',
    alias,
    define: { 'process.env.NODE_ENV': '"development"', ...VUE_FLAGS },
    logOverride: { 'empty-import-meta': 'silent' },
    logLevel: 'error',
  })
  return outputFiles[0]?.text ?? ''
}

describe.skipIf((await findBrowserPath()) === null).each(Object.entries(frameworks))('in %s', (_, framework) => {
  let stand: Stand
  let folder: string
  let markup: string
  let script: string
  beforeAll(async () => {
    stand = await openStand()
    folder = mkdtempSync(join(tmpdir(), 'foyer-wrapper-'))
    writeFileSync(join(folder, 'page.cjs'), await bundle(framework, framework.onServer, 'cjs'))
    const { render } = createRequire(import.meta.url)(join(folder, 'page.cjs')) as { render(server: string): Promise<string> }
    markup = await render(stand.foyerUrl)
    script = await bundle(framework, framework.inBrowser, 'iife')
  })
  afterAll(async () => {
    await stand?.close()
    if (folder) rmSync(folder, { recursive: true, force: true })
  })
  beforeEach(() => stand.clear())

  const take = async (at = '') => {
    const page = await stand.open({ body: `<div id="app">${markup}</div>` }, undefined, at)
    const faults: string[] = []
    await page.locator('.foyer-form').waitFor()
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && faults.push(message.text()))
    page.on('pageerror', (error) => faults.push(String(error)))
    await page.evaluate((server) => Object.assign(window, { server, told: [], kept: document.querySelector('#own') }), stand.foyerUrl)
    await page.addScriptTag({ content: script })
    await page.getByText('Unten').waitFor()
    const told = () => page.evaluate(() => (window as unknown as { told: string[] }).told)
    return { page, faults, told }
  }

  test('an element that began before the framework stays as it is, and so does the page', async () => {
    const { page, faults } = await take()
    await page.getByLabel('E-Mail-Adresse').fill('mia@example.com')
    expect(await page.evaluate(() => (window as unknown as { kept: Element }).kept === document.querySelector('#own'))).toBe(true)
    expect(await page.locator('foyer-auth').evaluate((element) => element.getAttributeNames().sort())).toEqual(
      expect.arrayContaining(['application', 'class', 'compact', 'lang', 'return-to', 'server']),
    )
    expect(await page.locator('.foyer-form').count()).toBe(1)
    const [header, title, footer] = await Promise.all(
      ['text=Oben', 'h1', 'text=Unten'].map(async (part) => (await page.locator(part).boundingBox())?.y ?? 0),
    )
    expect([header, title, footer]).toEqual([header, title, footer].sort((a = 0, b = 0) => a - b))
    expect(faults).toEqual([])
  })

  test('its events arrive, and preventing the last one keeps the page', async () => {
    const { page, told } = await take()
    stand.foyer.refuse('sign_in', { code: 'credentials_wrong', detail: 'Das stimmt nicht.' })
    await page.getByLabel('E-Mail-Adresse').fill('mia@example.com')
    await page.getByLabel('Passwort', { exact: true }).fill('falsch')
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
    await page.getByText('Das stimmt nicht.').first().waitFor()
    await page.getByLabel('Passwort', { exact: true }).fill('richtig und lang')
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
    await expect.poll(told).toContainEqual(expect.stringMatching(/^signed in /))
    expect(await told()).toContain('error credentials_wrong')
    expect(page.url()).toBe(`${stand.hostUrl}/`)
  })
})
