// Whom to ask: the organisation's contact as a link where it is an address.

import type { Speech } from '../i18n/speak.ts'
import type { Kit } from './kit.ts'

export function contactLine(kit: Kit, { weave }: Speech, contact: string | null) {
  if (!contact) return null
  const href = /^https?:\/\//i.test(contact) ? contact : /^[^\s@]+@[^\s@]+$/.test(contact) ? `mailto:${contact}` : null
  const link = href ? kit.html`<a class="foyer-anchor" href=${href}>${contact}</a>` : contact
  return kit.html`<p class="foyer-hint">${weave('contact', { contact: link })}</p>`
}
