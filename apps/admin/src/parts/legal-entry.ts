// One entry of the ledger in words: what was done, to which version, when, where and in what language.

import type { LegalEntry } from '@foyer/sdk'
import type { Admin } from '../app/admin.ts'
import { fill, sayShort } from '../i18n/words.ts'

export const legalEntryText = (
  { act, version, at, locale: language, channel }: Pick<LegalEntry, 'act' | 'version' | 'at' | 'locale' | 'channel'>,
  { words, locale, settings }: Admin,
): string => {
  const text = fill(act === 'accepted' ? words.legalEntryAccepted : words.legalEntryWithdrawn, {
    version,
    time: sayShort(at, locale, settings.organisation.timeZone),
  })
  const more = [words[`legalChannel_${channel}`], ...(language === null ? [] : [language])]
  return `${text} (${more.join(', ')})`
}
