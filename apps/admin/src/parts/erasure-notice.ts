// Says that the holder wished to be erased, and when it happens.

import type { User } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { fill, sayShort } from '../i18n/words.ts'

/** Nothing can be done about it here: only the holder thinks again. */
export const erasureNotice = ({ eraseAt }: User, { words, locale, settings }: Admin): TemplateResult | typeof nothing => {
  if (eraseAt === null) return nothing
  const time = sayShort(eraseAt, locale, settings.organisation.timeZone)
  return html`<section class="notice" aria-labelledby="erasure">
    <h2 id="erasure">${words.erasure}</h2>
    <p>${fill(words.erasureText, { time })}</p>
  </section>`
}
