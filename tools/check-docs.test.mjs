// How samples are taken from a page, and which links count as dead.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { checkLinks } from './check-links.mjs'
import { checkMachinePaths } from './check-machine-paths.mjs'
import { extractSamples } from './extract-samples.mjs'

const folder = mkdtempSync(join(tmpdir(), 'foyer-docs-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a sample keeps the line numbers of its page', () => {
  const [sample] = extractSamples('# Title\n\ntext\n\n```ts\nconst a = 1\n```\n')
  expect(sample).toEqual({ name: 'line-6.ts', line: 6, text: '\n\n\n\n\nconst a = 1\n' })
})

test('a sample that names a file gets it, and one that continues joins the sample before it', () => {
  const page = '```ts\n// foyer.config.ts\nexport default 1\n```\n\n```js\nlet b = 1\n```\nand then\n```js continues\nb += 1\n```\n'
  const samples = extractSamples(page)
  expect(samples.map(({ name }) => name)).toEqual(['foyer.config.ts', 'line-7.js'])
  expect(samples[1].text.split('\n').indexOf('b += 1') + 1).toBe(page.split('\n').indexOf('b += 1') + 1)
})

test('other languages are no samples', () => {
  expect(extractSamples('```sh\nnpm start\n```\n\n```html\n<p>\n```\n')).toEqual([])
})

test('links must lead to a file, and their anchors to a heading', () => {
  mkdirSync(join(folder, 'docs'))
  writeFileSync(join(folder, 'docs/a.md'), '# How it works: a start\n')
  writeFileSync(
    join(folder, 'README.md'),
    '[a](docs/a.md) [b](docs/a.md#how-it-works-a-start) [c](https://example.com/x) [d](gone.md) [e](docs/a.md#gone)\n```\n[f](code.md)\n```\n`[g](code.md)`\n![h](gone.png)',
  )
  expect(checkLinks(folder, ['README.md'])).toEqual([
    'README.md: gone.md leads nowhere',
    'README.md: docs/a.md#gone names a heading that is not there',
    'README.md: gone.png leads nowhere',
  ])
})

test('a folder of somebody’s machine is found with its line', () => {
  const home = ['', 'home', 'mia', 'foyer'].join('/')
  expect(checkMachinePaths({ 'a.ts': `// one\nconst path = '${home}/x'` })).toEqual([`a.ts:2 ${home.slice(0, -'foyer'.length)}`])
  expect(checkMachinePaths({ 'b.yaml': `resolution: {}\n    ${'tarball'}: https://packages.example.com/a.tgz` })).toHaveLength(1)
  expect(checkMachinePaths({ 'c.ts': "location.href = '/homepage/start'; app.route('/users/', x)" })).toEqual([])
})
