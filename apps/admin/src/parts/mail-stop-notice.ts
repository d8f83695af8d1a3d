// Says that nothing is mailed to somebody's address any more, why, and how it goes on.

import type { User } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { fill, sayShort } from '../i18n/words.ts'
import type { Question } from './dialog.ts'
import { questionFor } from './person-actions.ts'

/** Clearing the mark is a manager's; the server decides whose. */
export const mailStopNotice = (
  user: User,
  admin: Admin,
  ask: (question: Question | null) => void,
  show: (user: User) => void,
): TemplateResult | typeof nothing => {
  const { mailStop } = user
  if (mailStop === null) return nothing
  const { words, locale, settings } = admin
  const manages = settings.caller.role === 'manager' || settings.caller.role === 'owner'
  const change = () => ask(questionFor('changeEmail', { admin, user, show, hand: () => undefined }))
  const button = (text: string, act: () => void) => html`<button class="secondary" type="button" @click=${act}>${text}</button>`
  return html`<section class="notice stopped" aria-labelledby="mail-stop">
    <h2 id="mail-stop">${words[`stop_${mailStop.because}`]}</h2>
    <p>
      ${fill(words[`stop_${mailStop.because}Text`], { time: sayShort(mailStop.at, locale, settings.organisation.timeZone) })}
      ${manages ? words.stopUntil : words.stopUntilManager}
    </p>
    ${
      manages
        ? html`<p class="row">
            ${user.allowedActions.includes('changeEmail') ? button(words.stopChange, change) : nothing}
            ${button(words.clearBounce, () => ask(clearing(user, admin, show)))}
          </p>`
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
