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
  /** SHA-256 in hexadecimal of what is shown in that language; `null` for documents elsewhere. */
  hash(key: string, locale: string): string | null
  /** The file of a language, else the first there is. */
  file(key: string, locale: string): { content: Buffer; sha256: string } | null
}

const MAX_BYTES = 10_000_000
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
    const paths = typeof document.file === 'string' ? { de: document.file } : (document.file ?? {})
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
  const file = (key: string, locale: string) => {
    const files = texts.get(key)?.files
    return files?.get(locale) ?? files?.values().next().value ?? null
  }
  return { get: (key) => texts.get(key), file, hash: (key, locale) => file(key, locale)?.sha256 ?? null }
}

const readText = async (path: string, key: string): Promise<{ content: Buffer; sha256: string }> => {
  if (types[extname(path).toLowerCase()] === undefined) throw new ConfigError(`legal.${key}.file: ${path} must end in .html or .pdf`)
  const content = await readFile(path).catch((cause: unknown) => {
    throw new ConfigError(`legal.${key}.file: ${path} cannot be read`, { cause })
  })
  if (content.length > MAX_BYTES) throw new ConfigError(`legal.${key}.file: ${path} is larger than 10 MB`)
  return { content, sha256: createHash('sha256').update(content).digest('hex') }
}
