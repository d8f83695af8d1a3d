// Weighs, in brotli, what a browser loads: the widget's first screen, all its screens, and the browser SDK.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { readImports } from './read-imports.mjs'
import { root } from './root.mjs'

const KB = 1024
/** Parts of hosts' bundles; no page loads them from Foyer. */
const WRAPPERS = ['react.js', 'vue.js']
const WIDGET = join(root, 'packages/widget/dist')
const SDK = join(root, 'packages/sdk/dist')
/** A language's file, such as `de.js`, `i18n/de.js`, `de-AB12CD34.js`, `de-later-AB12CD34.js` or `words.de.js`; `sign-in.js` is none. */
const LANGUAGE =
  /(?:^|[/.-])(ar|de|en|es|fr|hr|it|nl|pl|ro|ru|tr|uk)(?:-later|-handover|-factors|-legal|-questions|-account)?(?:-[\w-]{8})?\.js$/

/** The screens that only a hand-over in person leads to: loaded on top of all others, by few. */
const HANDOVER = /(?:^|[/-])handover-[\w-]+\.js$/

/** Loaded only where somebody uses a passkey or a second factor, or looks at the own account: each has a budget of its own. */
const PASSKEYS = /^widget\/passkeys-/
const FACTORS = /^widget\/(?:\w+-)?factors-/
/** Asked at the end of a sign-in, where a policy or the holder's own wish brings them up. */
const QUESTIONS = /^widget\/(?:\w+-)?questions-/
const ACCOUNT = /^widget\/(?:\w+-)?account-/
/** Loaded only where an application asks for legal documents. */
const LEGAL = /^widget\/(?:\w+-)?legal-/

/** @typedef {{ name: string, files: string[], bytes: number, limit: number }} Weight `bytes` is the sum of the files, each compressed for itself */

/**
 * `first-screen.json`, which the widget's build writes, names the files that a sign-in form in one language loads.
 * @returns {{ weights: Weight[], problems: string[] }}
 */
export function checkSizes({ widget = WIDGET, sdk = SDK } = {}) {
  const isBuilt = existsSync(join(widget, 'first-screen.json'))
  const weights = [...(isBuilt ? weighWidget(widget) : []), weigh('browser SDK', sdk, withImports(sdk, ['browser/index.js']), 2 * KB)]
  const heavy = weights
    .filter(({ bytes, limit }) => bytes > limit)
    .map(({ name, bytes, limit }) => `${name}: ${bytes} bytes, at most ${limit}`)
  return { weights, problems: [...(isBuilt ? [] : ['the widget is not built, or its build wrote no first-screen.json']), ...heavy] }
}

function weighWidget(folder) {
  const firstScreen = withImports(folder, JSON.parse(readFileSync(join(folder, 'first-screen.json'), 'utf8')))
  const all = readdirSync(folder, { recursive: true }).filter((file) => /\.(js|css)$/.test(file) && !WRAPPERS.includes(file))
  const files = all.filter((file) => ![PASSKEYS, FACTORS, QUESTIONS, ACCOUNT, LEGAL].some((own) => own.test(file)))
  const languages = [...new Set(files.map(languageOf).filter(Boolean))]
  const handover = files.filter((file) => HANDOVER.test(file))
  const everyday = files.filter((file) => !handover.includes(file))
  const of = (language) => (file) => languageOf(file) === null || languageOf(file) === language
  const screens = (languages.length > 0 ? languages : [null]).map((language) => {
    return weigh(`widget, all screens${language ? ` (${language})` : ''}`, folder, everyday.filter(of(language)), 24 * KB)
  })
  const inPerson = languages.map((language) => weigh(`… handed over (${language})`, folder, handover.filter(of(language)), 3 * KB))
  const apart = (name, own, limit) => {
    const found = all.filter((file) => own.test(file) && (languageOf(file) ?? 'de') === 'de')
    return found.length > 0 ? [weigh(name, folder, found, limit)] : []
  }
  return [
    weigh('widget, first screen', folder, firstScreen, 12 * KB),
    ...screens,
    ...(handover.length > 0 ? inPerson : []),
    ...apart('… passkeys', PASSKEYS, KB),
    ...apart('… second factor', FACTORS, 2 * KB),
    ...apart('… legal documents', LEGAL, 2 * KB),
    ...apart('… last questions', QUESTIONS, 2 * KB),
    ...apart('… own account', ACCOUNT, 8 * KB),
  ]
}

/** The files and everything that they import statically; another package's name cannot be loaded by a browser and fails. */
function withImports(folder, files) {
  const all = [...files]
  for (const file of all) {
    if (!file.endsWith('.js')) continue
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
