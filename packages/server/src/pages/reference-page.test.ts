// The reference: complete, in both languages, and safe whatever stands in the document.

import { errorStatus, eventTypes, type Route, type RouteName, routes, stepActions } from '@foyer/contract'
import { contract } from '@foyer/contract/contract'
import { openApiDocument } from '@foyer/contract/openapi'
import { describe, expect, it } from 'vitest'
import { errorTexts } from '../http/error-texts.ts'
import { escapeHtml } from '../mail/html.ts'
import { fieldMeaning } from './reference-field-words.ts'
import { fieldRows, type JsonSchema } from './reference-fields.ts'
import { type ReferenceOptions, renderReference } from './reference-page.ts'
import { curlCommand, samples } from './reference-samples.ts'
import { groupWords } from './reference-words.ts'

const baseUrl = 'https://id.example.com'
const document = openApiDocument({ url: baseUrl, version: '1.2.3' })
const render = (options: Partial<ReferenceOptions> = {}) =>
  renderReference({ document, locale: 'en', baseUrl, styleHref: '/docs.css', ...options })
const pages = { de: render({ locale: 'de' }), en: render({ locale: 'en' }) }
const names = Object.keys(routes) as RouteName[]
const locales = ['de', 'en'] as const

describe.each(locales)('the reference in %s', (locale) => {
  const page = pages[locale].replaceAll('<wbr>', '')

  it.each(names)('shows %s with method, path and an example', (name) => {
    const section = page.split(`id="${name}"`)[1]?.split('</section>')[0] ?? ''
    const route: Route = routes[name]
    expect(section).toContain(`>${route.method}</span>`)
    expect(section).toContain(`<code>${route.path.replace(/:(\w+)/, '{$1}')}</code>`)
    expect(section).toContain(`<code>${name}</code>`)
    expect(section).toContain(escapeHtml(curlCommand(baseUrl, name, route)))
  })

  it('has every error code with its status and its sentence', () => {
    for (const [code, status] of Object.entries(errorStatus)) {
      const row = page.split(`id="error-${code}"`)[1]?.split('</tr>')[0]
      expect(row).toContain(escapeHtml(errorTexts[code as keyof typeof errorTexts][locale]))
      if (status > 0) expect(row).toContain(`<td>${status}</td>`)
    }
  })

  it('has every step with its actions and every type of event', () => {
    for (const [step, actions] of Object.entries(stepActions))
      for (const name of [step, ...Object.keys(actions)]) expect(page).toContain(`<code>${name}</code>`)
    for (const type of Object.keys(eventTypes)) expect(page).toContain(`<code>${type}</code>`)
  })

  it('uses each id once, and every link within the page leads to one', () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(ids).toEqual([...new Set(ids)])
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target)
    for (const [, target] of page.matchAll(/aria-labelledby="([^"]+)"/g)) expect(ids).toContain(target)
  })

  it('needs neither script nor inline style nor another host', () => {
    expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=|@import|url\(/i)
    const loaded = [...page.matchAll(/<(?:link|img|iframe)[^>]+(?:href|src)="([^"]+)"/g)].map(([, address]) => address)
    expect(loaded).toEqual(['/docs.css'])
  })

  it('says what every field means', () => {
    for (const name of names) {
      const isFile = (routes[name] as Route).answers !== undefined
      const io = (isFile ? [contract[name].input] : [contract[name].input, contract[name].output]).map(
        (schema) => schema.toJSONSchema({ io: 'input', unrepresentable: 'any' }) as JsonSchema,
      )
      const route: Route = routes[name]
      for (const [index, schema] of (route.answers === undefined ? io : io.slice(0, 1)).entries())
        for (const { path } of fieldRows(schema, { locale, shapes: [] }))
          expect(fieldMeaning(index === 0 ? name : `${name}.answer`, path, locale), `${name}: ${path}`).not.toBeNull()
    }
  })
})

describe('the reference', () => {
  it('has a group for every operation', () => {
    for (const name of names) expect(Object.keys(groupWords)).toContain(name.split('.')[0])
  })

  it('names the least role that the table of roles asks for', () => {
    const roleOf = (name: RouteName) =>
      /Least role<\/dt>\s*<dd><code>(\w+)/.exec(pages.en.split(`id="${name}"`)[1]?.split('</dl>')[0] ?? '')?.[1]
    expect(roleOf('users.list')).toBe('viewer')
    expect(roleOf('invitations.renew')).toBe('helper')
    expect(roleOf('users.create')).toBe('manager')
    expect(roleOf('users.resetAccess')).toBe('owner')
    expect(roleOf('flow.start')).toBeUndefined()
  })

  it('says which fields are required, and where their limits are', () => {
    const invite = pages.en.split('id="users.create"')[1]?.split('>invite<')[1] ?? ''
    expect(invite).toMatch(/>application<\/code>\s*<span class="required">required/)
    expect(invite).toMatch(/>validDays<[\s\S]*?1 to 90/)
  })

  it.each(names)('shows an example of %s that its schema takes', (name) => {
    expect(contract[name].input.safeParse(samples[name].input ?? {}).error).toBeUndefined()
    expect(samples[name].ref !== undefined).toBe(routes[name].path.includes(':'))
  })

  it('escapes whatever the document and the address hold', () => {
    const evil = `"><script>alert('1')</script>`
    const paths = structuredClone(document.paths)
    const users = paths['/api/users'] as Record<string, { summary: string; operationId: string }>
    if (users.post !== undefined) Object.assign(users.post, { summary: evil, operationId: evil })
    const page = render({
      document: { ...document, info: { ...document.info, title: evil, version: evil }, paths },
      baseUrl: `https://id.example/${evil}`,
      styleHref: evil,
    })
    expect(page).not.toContain('<script')
    expect(page).toContain('&quot;&gt;&lt;script&gt;')
  })

  it('quotes an address so that a shell reads it as one word', () => {
    expect(curlCommand(`https://id.example/it's`, 'users.get', routes['users.get'])).toContain(
      `'https://id.example/it'\\''s/api/users/external%3AP-1002'`,
    )
  })
})
