// What is still empty in a form, found before anything is sent.

import type { Speech } from '../i18n/speak.ts'
import type { FirstKey } from '../i18n/words.ts'

/** Sentences by the name of the field. An element may bring its own as `data-missing`. */
export function missingFields({ elements }: HTMLFormElement, { say }: Speech<FirstKey>): Map<string, string> {
  const missing = new Map<string, string>()
  for (const element of elements) {
    const { name, validity, dataset } = element as HTMLInputElement
    if (validity?.valueMissing || validity?.badInput) missing.set(name, dataset.missing ?? say('missing'))
  }
  return missing
}
