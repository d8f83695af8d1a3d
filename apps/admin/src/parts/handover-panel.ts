// One secret in the forms in which it is handed over: QR code, typed code, link.

import type { Handover } from '@foyer/sdk'
import { html, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { fill, sayMoment } from '../i18n/words.ts'
import { copyButton } from './copy-button.ts'

export const handoverPanel = ({ link, code, qr, expiresAt }: Handover, admin: Admin, hide: () => void): TemplateResult => {
  const { words, locale, settings, href } = admin
  const address = new URL(href('').replace(/\/admin$/, '/activate'), location.origin)
  return html`<section class="card handover">
    <h2 tabindex="-1">${words.handedOver}</h2>
    <img src="data:image/svg+xml,${encodeURIComponent(qr)}" width="240" height="240" alt=${words.qrCode} />
    <dl class="facts">
      <dt>${words.typedCode}</dt>
      <dd>
        <code>${code}</code> ${copyButton(code, words.typedCode, admin)}
        <p class="hint">${fill(words.codeAt, { address: `${address.host}${address.pathname}` })}</p>
      </dd>
      <dt>${words.link}</dt>
      <dd><code>${link}</code> ${copyButton(link, words.link, admin)}</dd>
    </dl>
    <p class="row">
      <span class="muted">${fill(words.invitationTerm, { time: sayMoment(expiresAt, locale, settings.organisation.timeZone) })}</span>
      <span class="grow"></span>
      <button class="secondary" type="button" @click=${hide}>${words.hide}</button>
    </p>
  </section>`
}
