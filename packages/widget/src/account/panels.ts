// The forms of the holder's page: one is open at a time, in its section.

import type { AccountKey } from '../i18n/account-words.ts'
import type { Desk, Panel } from './account-state.ts'

interface Form {
  readonly title: string
  readonly lead?: string
  readonly body: unknown
  readonly submit?: { readonly label: string; run(form: HTMLFormElement): void }
  readonly below?: unknown
}

/** A form with its title, its error, and a way back. */
export function panelForm(desk: Desk, { title, lead, body, submit, below }: Form) {
  const { kit, say, state } = desk
  const { html, nothing } = kit
  const { fault } = state
  const isSaid = fault?.issues !== undefined || root(fault?.code)
  return html`<form
    class="foyer-panel"
    method="post"
    novalidate
    aria-label=${title}
    @submit=${(event: SubmitEvent) => {
      event.preventDefault()
      submit?.run(event.currentTarget as HTMLFormElement)
    }}
  >
    <p class="foyer-panel-title">${title}</p>
    ${lead ? html`<p class="foyer-hint">${lead}</p>` : nothing}
    <div class="foyer-body">${body}</div>
    ${fault && !isSaid ? html`<p class="foyer-message" role="alert" tabindex="-1">${fault.detail || say('offline')}</p>` : nothing}
    ${submit ? html`<button class="foyer-button" type="submit" aria-disabled=${state.pending ? 'true' : nothing}>${submit.label}</button>` : nothing}
    ${below ?? nothing}
    <div class="foyer-ways"><button class="foyer-link" type="button" @click=${() => desk.open(null)}>${say(submit ? 'cancel' : 'close')}</button></div>
  </form>`
}

/** Codes that begin with the name of a field stand at that field. */
const root = (code: string | undefined): boolean => /^(password|code|email)_/.test(code ?? '')

/** Asks who is there with what the person has. */
export function proofPanel(desk: Desk, panel: Extract<Panel, { name: 'proof' }>) {
  const { kit, say, state, send, sendPasskey } = desk
  const { html, nothing } = kit
  const { proof, ceremony } = state.view
  const next = () => {
    queueMicrotask(panel.next)
    return {}
  }
  const withPasskey = proof.passkey && ceremony && window.PublicKeyCredential
  const passkey = withPasskey
    ? html`<button class=${proof.password ? 'foyer-link' : 'foyer-button'} type="button" @click=${() => sendPasskey('reauthenticate', next)}>
        ${say('proofPasskey')}
      </button>`
    : nothing
  if (!proof.password)
    return panelForm(desk, { title: say('proof'), lead: say(withPasskey ? 'proofLead' : 'proofRecover'), body: nothing, below: passkey })
  return panelForm(desk, {
    title: say('proof'),
    lead: say('proofLead'),
    body: [
      kit.field({ name: 'password', label: say('proofPassword'), type: 'password', autocomplete: 'current-password' }),
      proof.code ? kit.field({ name: 'code', label: say('proofCode'), autocomplete: 'one-time-code', look: 'foyer-code' }) : nothing,
    ],
    submit: {
      label: say('confirm'),
      run: (form) =>
        send('reauthenticate', { password: kit.typed(form, 'password'), ...(proof.code ? { code: kit.typed(form, 'code') } : {}) }, next),
    },
    below: passkey,
  })
}

/** A section with its heading, and what has worked there: below a form that stays, else above what comes next. */
export function section({ kit: { html, nothing }, say, state: { note, place } }: Desk, title: AccountKey, body: unknown) {
  const said = note && place === title ? html`<p class="foyer-note">${note}</p>` : nothing
  return html`<section class="foyer-section" data-section=${title}>
    <h2 class="foyer-heading" tabindex="-1">${say(title)}</h2>
    ${title === 'profile' ? [body, said] : [said, body]}
  </section>`
}

export const button = ({ kit: { html } }: Desk, label: string, run: () => void, name?: string) =>
  html`<button class="foyer-link" type="button" aria-label=${name ?? label} @click=${run}>${label}</button>`
