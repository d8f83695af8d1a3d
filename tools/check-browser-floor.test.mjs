// What the browser floor lets through and what it stops.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are scripts with template strings of their own
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { scanCss } from './browser-floor/scan-css.mjs'
import { scanHtml } from './browser-floor/scan-html.mjs'
import { scanScript } from './browser-floor/scan-script.mjs'
import { checkBrowserFloor } from './check-browser-floor.mjs'

const features = (findings) => findings.map(({ feature }) => feature)

describe('a style sheet', () => {
  test.each([
    ['oklch()', 'a { color: oklch(60% 0.1 200) }'],
    ['oklch()', ':host { --accent: oklch(60% 0.1 200) }'],
    ['color-mix()', 'a { background: color-mix(in srgb, red, blue) }'],
    ['light-dark()', 'a { color: light-dark(#000, #fff) }'],
    [':has', 'a:has(b) { color: red }'],
    ['CSS nesting', 'a { color: red; &:hover { color: blue } }'],
    ['CSS nesting', 'a { b { color: blue } }'],
    ['CSS nesting', 'a { @media print { color: blue } }'],
    ['@container', '@container (min-width: 300px) { a { color: red } }'],
    ['container-type', 'a { container-type: inline-size }'],
    ['the unit dvh', 'a { height: 100dvh }'],
    ['@media (width >= …)', '@media (width >= 300px) { a { color: red } }'],
    ['@starting-style', '@starting-style { a { opacity: 0 } }'],
    ['field-sizing', 'textarea { field-sizing: content }'],
    [':user-invalid', 'input:user-invalid { color: red }'],
  ])('is stopped for %s: %s', (feature, css) => {
    expect(features(scanCss(css))).toContain(feature)
  })

  test.each([
    ':host { --foyer-accent: #0a5; display: grid; gap: 8px; color-scheme: light dark }',
    '@media (prefers-color-scheme: dark) and (min-width: 360px) { a { inset: 0; aspect-ratio: 1 } }',
    'a:is(:hover, :focus-visible):not([hidden])::before { content: ""; width: min(100%, 400px); margin-inline: auto }',
    '@supports (color: oklch(0 0 0)) { a { color: oklch(60% 0.1 200) } }',
    'a { height: 100vh; height: 100dvh }',
    '@layer base { a { accent-color: red } }',
  ])('passes: %s', (css) => {
    expect(scanCss(css)).toEqual([])
  })
})

describe('a script', () => {
  test.each([
    ['Array.toSorted', 'export const sorted = list.toSorted()'],
    ['Object.groupBy', 'export const groups = Object.groupBy(list, key)'],
    ['Promise.withResolvers', 'export const later = Promise.withResolvers()'],
    ['URL.canParse', 'export const ok = URL.canParse(text)'],
    ['AbortSignal.timeout', 'fetch(url, { signal: AbortSignal.timeout(1000) })'],
    ['AbortSignal.any', 'fetch(url, { signal: AbortSignal.any([a, b]) })'],
    ['Document.adoptedStyleSheets', 'document.adoptedStyleSheets = []'],
    ['(?<=…) in a regular expression', 'export const found = /(?<=a)b/.test(text)'],
    ['static { … } in a class', 'class A { static { A.b = 1 } }'],
    ['navigation', 'export const on = window.navigation'],
    ['navigation', 'navigation.navigate("/")'],
  ])('is stopped for %s: %s', (feature, code) => {
    expect(features(scanScript(code))).toContain(feature)
  })

  test('is stopped for syntax that the floor cannot parse', () => {
    expect(features(scanScript('import data from "./data.json" with { type: "json" }'))[0]).toMatch(/syntax newer than ES2022/)
  })

  test.each([
    'export const copy = structuredClone({ id: crypto.randomUUID() })',
    'if ("adoptedStyleSheets" in document) document.adoptedStyleSheets = []',
    'const sorted = list.toSorted ? list.toSorted() : [...list].sort()',
    'const limit = typeof AbortSignal.timeout === "function" ? AbortSignal.timeout(9) : undefined',
    'class Store { toSorted() { return 1 } }; new Store().toSorted()',
    'const found = list.at(-1) ?? list.findLast(Boolean); Object.hasOwn(found, "a")',
    'class A { #b = 1; static c = 2; has(x) { return #b in x } }; await import("./d.js")',
  ])('passes: %s', (code) => {
    expect(scanScript(code)).toEqual([])
  })

  test('passes with style sheets put together from parts', () => {
    expect(scanScript('const all = css`${base} :host { color: ${ink}; } ${more}`')).toEqual([])
  })

  test('is stopped for styles and markup in its template strings', () => {
    expect(features(scanScript('const styles = css`:host { color: ${ink} } a:has(b) { color: red }`'))).toContain(':has')
    expect(features(scanScript('const view = html`<form ?inert=${busy}><input type="text"></form>`'))).toContain('inert=')
  })
})

describe('markup', () => {
  test('is stopped for attributes and elements above the floor', () => {
    expect(features(scanHtml('<div popover></div><search><input></search>'))).toEqual(['popover=', '<search>'])
  })

  test('passes with what every browser of the floor knows', () => {
    expect(
      scanHtml('<form novalidate @submit=${x}><input autocomplete="username webauthn" inputmode="email" required><dialog></dialog></form>'),
    ).toEqual([])
  })
})

describe('a built folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-floor-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test('is reported by file, feature and the browsers that lack it', () => {
    writeFileSync(join(folder, 'widget.js'), 'export const ok = URL.canParse(location.href)')
    writeFileSync(join(folder, 'fine.js'), 'export const fine = [1].at(-1)')
    const { files, problems } = checkBrowserFloor([folder])
    expect(files).toBe(2)
    expect(problems).toEqual([expect.stringMatching(/widget\.js: URL\.canParse is missing in .*Safari on iOS 15\.4/)])
  })
})
