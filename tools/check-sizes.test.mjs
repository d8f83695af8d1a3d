// What counts towards the weight of a screen.
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkSizes } from './check-sizes.mjs'

let folder
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-sizes-'))
  write('sdk/browser/index.js', "import '../chunk.js'")
  write('sdk/chunk.js', '1')
})
afterEach(() => rmSync(folder, { recursive: true }))

const check = () => checkSizes({ widget: join(folder, 'widget'), sdk: join(folder, 'sdk') })
const filesOf = (name) => check().weights.find((weight) => weight.name === name)?.files

function write(file, text) {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), text)
}

/** Random text hardly compresses. */
const noise = (bytes) => `export const noise = '${randomBytes(bytes).toString('base64')}'`

test('the first screen is its list and whatever that imports statically', () => {
  write('widget/first-screen.json', '["widget.js", "de-ABCD1234.js"]')
  write('widget/widget.js', "import './chunk.js'; import('./sign-in.js')")
  write('widget/chunk.js', '1')
  write('widget/sign-in.js', '2')
  write('widget/de-ABCD1234.js', '3')
  write('widget/en-ABCD1234.js', '4')
  expect(filesOf('widget, first screen')).toEqual(['widget.js', 'de-ABCD1234.js', 'chunk.js'])
  expect(filesOf('widget, all screens (de)')?.toSorted()).toEqual(['chunk.js', 'de-ABCD1234.js', 'sign-in.js', 'widget.js'])
  expect(filesOf('browser SDK')).toEqual(['browser/index.js', 'chunk.js'])
  expect(check().problems).toEqual([])
})

test('a first screen above 12 KB, screens above 24 KB and an SDK above 2 KB fail', () => {
  write('widget/first-screen.json', '["widget.js"]')
  write('widget/widget.js', noise(13_000))
  write('widget/later.js', noise(13_000))
  write('sdk/chunk.js', noise(2_100))
  expect(check().problems).toEqual([
    expect.stringMatching(/^widget, first screen: \d+ bytes, at most 12288$/),
    expect.stringMatching(/^widget, all screens: \d+ bytes, at most 24576$/),
    expect.stringMatching(/^browser SDK: \d+ bytes, at most 2048$/),
  ])
})

test('a missing list fails instead of passing unseen', () => {
  expect(check().problems).toEqual([expect.stringContaining('wrote no first-screen.json')])
})

test('an import by a package name, which no browser can load, fails', () => {
  write('widget/first-screen.json', '["widget.js"]')
  write('widget/widget.js', "import 'lit'")
  expect(check).toThrow('widget.js imports lit')
})
