// The frame of the holder's page: title, sections in order, and the way out.

import type { Desk, SectionName } from './account-state.ts'
import { mfaSection, passkeysSection, passwordSection } from './credential-sections.ts'
import { erasedPanel, eraseSection } from './erase-section.ts'
import { legalSection } from './legal-section.ts'
import { dataSection, emailSection, profileSection, sessionsSection } from './other-sections.ts'
import { proofPanel } from './panels.ts'

const draws: { readonly [S in SectionName]: (desk: Desk) => unknown } = {
  profile: profileSection,
  email: emailSection,
  password: passwordSection,
  passkeys: passkeysSection,
  mfa: mfaSection,
  sessions: sessionsSection,
  legal: legalSection,
  data: dataSection,
  erase: eraseSection,
}

export function drawAccount(desk: Desk, sections: readonly SectionName[]) {
  const { state, say, kit } = desk
  const { html, nothing } = kit
  const { view, panel, fault, note, place } = state
  if (panel?.name === 'erased') return erasedPanel(desk, panel.at)
  const signOut = (look: string) => html`<button class=${look} type="button" @click=${desk.signOut}>${say('signOut')}</button>`
  const body = sections.map((name) => draws[name](desk))
  const proof = panel?.name === 'proof' ? proofPanel(desk, panel) : nothing
  // What no field has asked for is said for the page as a whole.
  const message =
    fault && !panel ? html`<p class="foyer-message" role="alert" tabindex="-1">${fault.detail || say('offline')}</p>` : nothing
  return html`<div class="foyer-account">
    <h1 class="foyer-title" tabindex="-1">${view.name ? say('titleName', { name: view.name }) : say('title')}</h1>
    <p class="foyer-lead">${view.organisation.name} · ${view.application.name}</p>
    ${view.shared ? signOut('foyer-button') : nothing}
    <p class="foyer-sr" role="status">${note}</p>
    ${message}${note && !place ? html`<p class="foyer-note">${note}</p>` : nothing}${proof}${body}
    ${view.shared ? nothing : html`<div class="foyer-ways">${signOut('foyer-link')}</div>`}
  </div>`
}
