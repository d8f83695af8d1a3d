// The legal documents' files, read once at start: what is served, and the hash of exactly that.

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { ConfigError, type ResolvedConfig } from '../config.ts'
import type { Text } from '../config-types.ts'
import { localText } from '../text.ts'

export interface LegalText {
  key: string
  version: string
  title: Text
  type: 'html' | 'pdf' | 'link'
  /** Path below Foyer's base, or a full address elsewhere. */
  url: (locale: string) => string
  /** Content by language; empty for links. */
  files: ReadonlyMap<string, { content: Buffer; sha256: string }>
}

export interface LegalTexts {
  get(key: string): LegalText | undefined
  /** What somebody with this language sees: the language of that text, and its SHA-256 in hexadecimal, `null` for documents elsewhere. */
  shown(key: string, locale: string): { locale: string; sha256: string | null }
  /** Every language of a document; empty for one that there is not. */
  texts(key: string): { locale: string; url: string; sha256: string | null }[]
  /** The file of a language, else the first there is. */
  file(key: string, locale: string): { content: Buffer; sha256: string } | null
}

const MAX_BYTES = 10_000_000
/** One text for all languages: it is taken for that of whoever reads it. */
const ANY = '*'
const types: Record<string, 'html' | 'pdf'> = { '.html': 'html', '.htm': 'html', '.pdf': 'pdf' }

/** @throws ConfigError when a file is missing, too large, or neither HTML nor PDF. */
export const readLegalTexts = async (config: ResolvedConfig): Promise<LegalTexts> => {
  const texts = new Map<string, LegalText>()
  for (const document of Object.values(config.legal)) {
    const base = { key: document.key, version: document.version, title: document.title }
    if (document.url !== undefined) {
      const { url } = document
      texts.set(document.key, { ...base, type: 'link', url: (locale) => localText(url, locale), files: new Map() })
      continue
    }
    const paths = typeof document.file === 'string' ? { [ANY]: document.file } : (document.file ?? {})
    const files = new Map<string, { content: Buffer; sha256: string }>()
    for (const [locale, path] of Object.entries(paths)) files.set(locale, await readText(path, document.key))
    const first = Object.values(paths)[0] ?? ''
    texts.set(document.key, {
      ...base,
      type: types[extname(first).toLowerCase()] ?? 'html',
      url: (locale) => `${config.url}/legal/${document.key}/${encodeURIComponent(document.version)}?lang=${locale}`,
      files,
    })
  }
  const found = (key: string, locale: string) => {
    const [first] = texts.get(key)?.files ?? []
    const own = texts.get(key)?.files.get(locale)
    if (own !== undefined) return { locale, ...own }
    return first === undefined ? null : { ...first[1], locale: first[0] === ANY ? locale : first[0] }
  }
  const textsOf = (key: string) => {
    const text = texts.get(key)
    if (text === undefined) return []
    const locales = [...text.files.keys()].map((locale) => (locale === ANY ? config.organisation.locale : locale))
    const shown = locales.length > 0 ? locales : linkLocales(config, key)
    return shown.map((locale) => ({ locale, url: text.url(locale), sha256: found(key, locale)?.sha256 ?? null }))
  }
  return {
    get: (key) => texts.get(key),
    file: (key, locale) => found(key, locale),
    shown: (key, locale) => {
      const { locale: own, sha256 } = found(key, locale) ?? { locale, sha256: null }
      return { locale: own, sha256 }
    },
    texts: textsOf,
  }
}

/** A page elsewhere for all languages is named once. */
const linkLocales = (config: ResolvedConfig, key: string): string[] => {
  const url = config.legal[key]?.url
  return typeof url === 'object' ? Object.keys(url) : [config.organisation.locale]
}

const readText = async (path: string, key: string): Promise<{ content: Buffer; sha256: string }> => {
  if (types[extname(path).toLowerCase()] === undefined) throw new ConfigError(`legal.${key}.file: ${path} must end in .html or .pdf`)
  const content = await readFile(path).catch((cause: unknown) => {
    throw new ConfigError(`legal.${key}.file: ${path} cannot be read`, { cause })
  })
  if (content.length > MAX_BYTES) throw new ConfigError(`legal.${key}.file: ${path} is larger than 10 MB`)
  return { content, sha256: createHash('sha256').update(content).digest('hex') }
}
