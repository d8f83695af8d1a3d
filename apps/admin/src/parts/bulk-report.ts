// What became of something that was done to many: how many, and who was left out for which reason.

import type { BulkResult } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { fill, sayNumber } from '../i18n/words.ts'
import { reasonText } from './reason.ts'

/** How many of those left out are named for each reason. */
const NAMED = 20

export const bulkReport = (result: BulkResult, admin: Admin, close: () => void): TemplateResult => {
  const { words, locale, href } = admin
  const codes = [...new Set(result.skipped.map(({ code }) => code))]
  return html`<section class="notice" role="status">
    <h2>${words.report}</h2>
    <p>
      ${fill(words.inviteReport, {
        done: sayNumber(result.done, locale),
        skipped: sayNumber(result.skipped.length + result.skippedMore, locale),
      })}
    </p>
    ${codes.map((code) => {
      const those = result.skipped.filter((one) => one.code === code)
      return html`<details>
        <summary>${fill(words.skippedBecause, { count: sayNumber(those.length, locale), reason: reasonText(code, admin) })}</summary>
        <ul class="plain-list">
          ${those.slice(0, NAMED).map(({ userId }) => (userId === null ? nothing : html`<li><a href=${href(`/people/${userId}`)}>${userId.slice(-8)}</a></li>`))}
        </ul>
      </details>`
    })}
    <p><button class="secondary" type="button" @click=${close}>${words.close}</button></p>
  </section>`
}
