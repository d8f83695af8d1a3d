// The end: a drawn check and one sentence. The page goes on by itself, or by the button.

import type { Screen } from './screen.ts'

export const signedIn: Screen<'signed_in'> = ({ data, view, speech: { say }, kit: { html, nothing } }) => {
  const { firstName, flow, nameMasked, redirect, applicationUrl } = data
  const application = view.application.name
  const sentence = flow === 'activation' ? say('doneActivation') : say('doneSignIn', { application })
  const href = redirect ?? applicationUrl
  return {
    above: html`<svg class="foyer-check" viewBox="0 0 48 48" aria-hidden="true">
      <circle cx="24" cy="24" r="22" /><path pathLength="1" d="m15 24.5 6.5 6.5L34 18" />
    </svg>`,
    title: firstName ? say('doneName', { name: firstName }) : say('done'),
    lead: flow === 'activation' && nameMasked ? `${sentence} ${say('doneLater', { name: nameMasked })}` : sentence,
    below: href ? html`<a class="foyer-button" href=${href}>${say('goOn', { application })}</a>` : nothing,
  }
}
