// What became of something that was done to many: how many, and who was left out for which reason.

import type { BulkResult } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { fill, sayNumber } from '../i18n/words.ts'
import { reasonText } from './reason.ts'

/** How many of those left out are named for each reason. */
const NAMED = 20

/** With a `title`, only of those left out. */
export const bulkReport = (result: BulkResult, admin: Admin, { title }: { title?: string } = {}): TemplateResult => {
  const { words, locale, href } = admin
  const codes = [...new Set(result.skipped.map(({ code }) => code))]
  return html`<div class="report">
    ${
      title === undefined
        ? html`<p role="status">
            ${fill(words.bulkReport, {
              done: sayNumber(result.done, locale),
              skipped: sayNumber(result.skipped.length + result.skippedMore, locale),
            })}
          </p>`
        : html`<h3>${title}</h3>`
    }
    ${codes.map((code) => {
      const those = result.skipped.filter((one) => one.code === code)
      return html`<details aria-label=${reasonText(code, admin)}>
        <summary>${fill(words.skippedBecause, { count: sayNumber(those.length, locale), reason: reasonText(code, admin) })}</summary>
        <ul class="plain-list">
          ${those
            .slice(0, NAMED)
            .map(({ userId }) =>
              userId === null
                ? nothing
                : html`<li><a href=${href(`/people/${userId}`)} target="_blank" rel="noopener">${userId.slice(-8)}</a></li>`,
            )}
        </ul>
      </details>`
    })}
    ${result.skippedMore === 0 ? nothing : html`<p class="muted">${fill(words.bulkMore, { count: sayNumber(result.skippedMore, locale) })}</p>`}
  </div>`
}
