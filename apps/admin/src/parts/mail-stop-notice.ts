// Says that nothing is mailed to somebody's address any more, why, and how it goes on.

import type { User } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { fill, sayShort } from '../i18n/words.ts'
import type { Question } from './dialog.ts'

/** Clearing is a manager's; the server decides whose. */
export const mailStopNotice = (
  user: User,
  admin: Admin,
  ask: (question: Question) => void,
  show: (user: User) => void,
): TemplateResult | typeof nothing => {
  const { mailStop } = user
  if (mailStop === null) return nothing
  const { words, locale, settings } = admin
  const mayClear = settings.caller.role === 'manager' || settings.caller.role === 'owner'
  return html`<section class="notice" aria-labelledby="mail-stop">
    <h2 id="mail-stop">${words[`stop_${mailStop.because}`]}</h2>
    <p>
      ${fill(words[`stop_${mailStop.because}Text`], { time: sayShort(mailStop.at, locale, settings.organisation.timeZone) })}
      ${words.stopUntil}
    </p>
    ${
      mayClear
        ? html`<p class="row"><button class="secondary" type="button" @click=${() => ask(clearing(user, admin, show))}>${words.clearBounce}</button></p>`
        : nothing
    }
  </section>`
}

const clearing = (user: User, { words, foyer, tell }: Admin, show: (user: User) => void): Question => ({
  title: words.clearBounce,
  body: html`<p>${words.clearBounceText}</p><p><b>${user.email ?? user.emailMasked ?? ''}</b></p>`,
  action: words.clearBounce,
  async act() {
    show(await foyer.users.clearBounce(user.id))
    tell(words.clearBounceDone)
  },
})
