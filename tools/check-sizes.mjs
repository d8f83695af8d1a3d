// Weighs, in brotli, what a browser loads: the widget's first screen, all its screens, and the browser SDK.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { readImports } from './read-imports.mjs'
import { root } from './root.mjs'

const KB = 1024
const WIDGET = join(root, 'packages/widget/dist')
const SDK = join(root, 'packages/sdk/dist')
/** A language's file, such as `de.js`, `i18n/de.js`, `de-AB12CD34.js` or `words.de.js`. */
const LANGUAGE = /(?:^|[/.-])([a-z]{2})(?:-[A-Z0-9]{8})?\.js$/

/** @typedef {{ name: string, files: string[], bytes: number, limit: number }} Weight `bytes` is the sum of the files, each compressed for itself */

/**
 * `first-screen.json`, which the widget's build writes, names the files that a sign-in form in one language loads.
 * @returns {{ weights: Weight[], problems: string[] }}
 */
export function checkSizes({ widget = WIDGET, sdk = SDK } = {}) {
  const manifest = join(widget, 'first-screen.json')
  if (!existsSync(manifest)) return { weights: [], problems: [`${relative(root, manifest)} is missing: build the widget`] }
  const firstScreen = withImports(widget, JSON.parse(readFileSync(manifest, 'utf8')))
  const scripts = readdirSync(widget, { recursive: true }).filter((file) => file.endsWith('.js') || file.endsWith('.css'))
  const languages = [...new Set(scripts.map(languageOf).filter(Boolean))]
  const weights = [
    weigh('widget, first screen', widget, firstScreen, 12 * KB),
    ...(languages.length > 0 ? languages : [null]).map((language) => {
      const files = scripts.filter((file) => languageOf(file) === null || languageOf(file) === language)
      return weigh(`widget, all screens${language ? ` (${language})` : ''}`, widget, files, 24 * KB)
    }),
    weigh('browser SDK', sdk, withImports(sdk, ['browser/index.js']), 2 * KB),
  ]
  const heavy = weights.filter(({ bytes, limit }) => bytes > limit)
  return { weights, problems: heavy.map(({ name, bytes, limit }) => `${name}: ${bytes} bytes, at most ${limit}`) }
}

/** The files and everything that they import statically; another package's name cannot be loaded by a browser and fails. */
function withImports(folder, files) {
  const all = [...files]
  for (const file of all) {
    for (const { from, kind } of readImports(join(folder, file))) {
      if (kind === 'dynamic') continue
      if (!from.startsWith('.')) throw new Error(`${file} imports ${from}, which no browser can load`)
      const next = join(dirname(file), from)
      if (!all.includes(next)) all.push(next)
    }
  }
  return all
}

const weigh = (name, folder, files, limit) => ({
  name,
  files,
  limit,
  bytes: files.reduce((sum, file) => sum + brotliCompressSync(readFileSync(join(folder, file))).length, 0),
})

const languageOf = (file) => LANGUAGE.exec(file)?.[1] ?? null

/** The weights as lines of a table. */
export const tableOf = (weights) =>
  weights
    .map(
      ({ name, bytes, limit, files }) =>
        `${name.padEnd(28)} ${String(bytes).padStart(6)} of ${String(limit).padStart(6)} bytes  ${files.length} files`,
    )
    .join('\n')

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { weights, problems } = checkSizes()
  console.log([tableOf(weights), ...problems].filter(Boolean).join('\n'))
  process.exitCode = problems.length > 0 ? 1 : 0
}
