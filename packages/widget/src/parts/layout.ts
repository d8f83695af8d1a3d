// The one frame that every screen is set in: place, title, sentence, fields, action, message, other ways.

import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { ScreenParts, Way } from '../screens/screen.ts'
import { alertIcon } from './icons.ts'

export interface Frame {
  readonly parts: ScreenParts
  /** What is wrong with the form as a whole; read out once. */
  readonly message?: string
  /** What is seen instead of the message, such as a time that runs down. */
  readonly ticking?: string | undefined
  /** The action under way. */
  readonly pending?: string | undefined
  submit(event: SubmitEvent, parts: ScreenParts): void
}

export function layout({ parts, message, ticking, pending, submit }: Frame): TemplateResult {
  const { title, lead, above, body, submit: action, below, ways } = parts
  return html`<form class="foyer-form" method="post" novalidate @submit=${(event: SubmitEvent) => submit(event, parts)}>
    ${above}
    <h1 class="foyer-title" tabindex="-1">${title}</h1>
    ${lead && html`<p class="foyer-lead">${lead}</p>`}${body && html`<div class="foyer-body">${body}</div>`}${
      action && html`<button class="foyer-button" type="submit" aria-disabled=${pending ? 'true' : nothing}>${action.label}</button>`
    }${message ? alert(message, ticking) : below}${ways && html`<div class="foyer-ways">${ways.map(link)}</div>`}
  </form>`
}

const alert = (message: string, ticking: string | undefined): TemplateResult =>
  html`<p class="foyer-message" role="alert">
    ${alertIcon}<span class=${ticking ? 'foyer-sr' : 'foyer-text'}>${message}</span>${ticking && html`<span class="foyer-text" aria-hidden="true">${ticking}</span>`}
  </p>`

const link = ({ label, run }: Way): TemplateResult =>
  html`<button
    class="foyer-link"
    type="button"
    @click=${({ currentTarget }: Event) => run((currentTarget as HTMLButtonElement).form as HTMLFormElement)}
  >
    ${label}
  </button>`
