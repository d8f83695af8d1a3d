// The element's public face: what custom-elements.json says, what the code does, what the documentation teaches, what the wrappers pass on.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

interface Named {
  readonly name: string
  readonly description: string
}
interface Declaration {
  readonly tagName: string
  readonly attributes: Named[]
  readonly members: Named[]
  readonly events: Named[]
  readonly slots: Named[]
  readonly cssParts: Named[]
  readonly cssProperties: Named[]
}

const ROOT = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const { modules } = JSON.parse(read('custom-elements.json')) as { modules: { declarations: Declaration[] }[] }
const [element] = modules.flatMap(({ declarations }) => declarations)
if (!element) throw new Error('custom-elements.json declares nothing')

const source = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|css)$/.test(file) && !/^(react|vue)\.ts$/.test(file))
  .map((file) => read(`src/${file}`))
  .join('\n')
const all = (text: string, pattern: RegExp): string[] => [...new Set([...text.matchAll(pattern)].map(([, name]) => name ?? ''))].sort()
const names = (list: readonly Named[]): string[] => list.map(({ name }) => name).sort()

describe('custom-elements.json', () => {
  test('names every attribute that the code or its styles read, and no other', () => {
    const observed = /observedAttributes = \[([^\]]*)\]/.exec(source)?.[1] ?? ''
    const used = [
      ...all(source, /this\.getAttribute\('([\w-]+)'\)/g),
      ...all(source, /:host\((?::not\()?\[([\w-]+)/g).filter((name) => name !== 'hidden'),
      ...all(observed, /'([\w-]+)'/g),
    ]
    expect(names(element.attributes)).toEqual([...new Set(used)].sort())
  })

  test('names every event', () => {
    expect(names(element.events)).toEqual(all(source, /#tell\('([\w-]+)'/g))
  })

  test('names every slot but the one for the form itself', () => {
    const slots = all(source, /<slot name="([\w-]+)"/g).filter((name) => name !== 'foyer-screen')
    expect(names(element.slots.filter(({ name }) => name !== ''))).toEqual(slots)
  })

  test('names every part and every custom property', () => {
    expect(names(element.cssParts)).toEqual(all(source, / part="([\w-]+)"/g))
    expect(names(element.cssProperties)).toEqual(all(source, /var\((--foyer-[\w-]+)/g))
  })

  test('names every property that a page may read', () => {
    const [, face = ''] = /class FoyerAuthElement[^{]*\{([\s\S]*)\n\}/.exec(read('src/foyer-auth.ts')) ?? []
    expect(names(element.members)).toEqual(all(face, /^ {2}get (\w+)\(/gm))
  })
})

describe.each(['README.md', '../../docs/guide/embedding.md'])('%s', (page) => {
  const text = read(page)

  test('teaches everything that the element has', () => {
    const taught = [element.attributes, element.events, element.members, element.slots, element.cssParts, element.cssProperties]
      .flatMap(names)
      .filter((name) => name !== '' && !new RegExp(`[\`.(]${name}[\`):]|^\\s*${name}:`, 'm').test(text))
    expect(taught).toEqual([])
  })

  test('teaches nothing that it does not have', () => {
    expect(all(text, /(--foyer-[\w-]+)/g).filter((name) => !names(element.cssProperties).includes(name))).toEqual([])
    expect(
      all(text, /`(foyer-(?:signed|step|error)[\w-]*)`/g).filter(
        (name) => !names(element.events).includes(name) && !source.includes(`.${name}`),
      ),
    ).toEqual([])
    for (const [tag] of text.matchAll(/<foyer-auth\b[^>]*>/g))
      expect(
        all(tag, /\s([a-z-]+)=/g).filter((name) => !['id', 'class', ...names(element.attributes)].includes(name)),
        tag,
      ).toEqual([])
  })
})

const camel = (name: string): string => name.replace(/^foyer-/, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

describe.each(['react', 'vue'])('the wrapper for %s', (wrapper) => {
  const text = read(`src/${wrapper}.ts`)

  test('passes on every attribute, event and slot', () => {
    const wanted = [
      ...names(element.attributes).map(camel),
      ...names(element.events).map((name) => (wrapper === 'react' ? `on${camel(`-${camel(name)}`)}` : camel(name))),
      ...names(element.slots),
    ]
    expect(wanted.filter((name) => !new RegExp(`\\b${name}\\b`).test(text))).toEqual([])
  })
})
