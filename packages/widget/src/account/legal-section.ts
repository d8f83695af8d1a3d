// What the holder agreed to, and what may be agreed to or taken back at will.

import type { AccountView } from '@foyer/contract'
import type { Desk } from './account-state.ts'
import { button, section } from './panels.ts'

export function legalSection(desk: Desk) {
  const { state, say, kit, when } = desk
  const { html } = kit
  const { documents, consents } = state.view
  if (documents.length + consents.length === 0) return kit.nothing
  const accepted = documents.map(
    ({ title, url, version, acceptedAt }) =>
      html`<li class="foyer-item">
        ${titleOf(desk, title, url)}
        <p class="foyer-hint">${say('documentAccepted', { version, moment: when(acceptedAt) })}</p>
      </li>`,
  )
  return section(
    desk,
    'legal',
    html`<ul class="foyer-list" role="list">${consents.map((consent) => consentRow(desk, consent))}${accepted}</ul>`,
  )
}

/** Optional ones come first: here something can be done. */
function consentRow(desk: Desk, { key, title, version, url, given }: AccountView['consents'][number]) {
  const { say, kit, send, when } = desk
  const isOutdated = given !== null && given.version !== version
  const give = () => send('give_consent', { key, version }, () => ({ note: say('consentGiven', { title }) }))
  const withdraw = () => send('withdraw_consent', { key }, () => ({ note: say('consentWithdrawn', { title }) }))
  return kit.html`<li class="foyer-item">
    ${titleOf(desk, title, url)}
    ${given && kit.html`<p class="foyer-hint">${say('documentAccepted', { version: given.version, moment: when(given.at) })}</p>`}
    <p class="foyer-hint">${say(given === null ? 'consentOpen' : isOutdated ? 'consentOutdated' : 'consentOptional', { version })}</p>
    <div class="foyer-actions">
      ${given === null || isOutdated ? button(desk, say('consentGive'), give, say('consentGiveTo', { title })) : kit.nothing}${
        given === null ? kit.nothing : button(desk, say('consentWithdraw'), withdraw, say('consentWithdrawOf', { title }))
      }
    </div>
  </li>`
}

const titleOf = ({ kit: { html } }: Desk, title: string, url: string | null) =>
  html`<p class="foyer-strong">${url ? html`<a class="foyer-anchor" href=${url} target="_blank" rel="noopener">${title}</a>` : title}</p>`
