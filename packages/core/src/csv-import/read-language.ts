// Languages as people write them: a tag, or the name in German, English or the language itself.

import { foldForSearch } from '../text/fold.ts'

const TAG = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/

const LANGUAGES =
  'ar bg bs cs da de el en es et fa fi fr ga he hi hr hu id is it ja ka ko lt lv mk mt nb nl no pa pl pt ro ru sk sl sq sr sv sw ta th ti tr uk ur uz vi zh'.split(
    ' ',
  )

let names: ReadonlyMap<string, string> | null = null

/** A BCP 47 tag such as `de` or `en-GB`; `null` for what is no language. */
export const readLanguage = (text: string): string | null => {
  names ??= new Map(LANGUAGES.flatMap((code) => ['de', 'en', code].map((locale) => [foldForSearch(nameOf(code, locale)), code] as const)))
  const known = names.get(foldForSearch(text))
  if (known !== undefined) return known
  const tag = text.replaceAll('_', '-')
  if (!TAG.test(tag) || tag.length > 35) return null
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null
  } catch {
    return null
  }
}

const nameOf = (code: string, locale: string): string => new Intl.DisplayNames([locale], { type: 'language' }).of(code) ?? code
