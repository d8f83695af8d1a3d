// The words of the holder's own page: every language has the keys of the German file.

import type { deAccount } from './de-account.ts'
import type { PluralForms } from './words.ts'

export type AccountKey = keyof typeof deAccount
export type AccountWords = { readonly [K in AccountKey]: (typeof deAccount)[K] extends string ? string : PluralForms }
/** The sentence with its values; `count` also chooses the plural form. */
export type Say = (key: AccountKey, values?: Readonly<Record<string, string | number>>) => string

const languages = {
  de: async (): Promise<AccountWords> => (await import('./de-account.ts')).deAccount,
  en: async (): Promise<AccountWords> => (await import('./en-account.ts')).enAccount,
}

/** Rejects when the file cannot be loaded. */
export async function loadAccountWords(locale: string): Promise<Say> {
  const words = await languages[/^de\b/i.test(locale) ? 'de' : 'en']()
  return (key, values = {}) => {
    const entry = words[key]
    const text = typeof entry === 'string' ? entry : (entry[new Intl.PluralRules(locale).select(Number(values.count))] ?? entry.other)
    return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
  }
}
