// The end: a drawn check and one sentence. The page goes on by itself, or by the button.

import type { StepData } from '@foyer/contract'
import type { Screen } from './screen.ts'

export const signedIn: Screen<'signed_in'> = ({ data, view, speech: { say }, kit: { html, nothing }, act }) => {
  const { firstName, flow, nameMasked, shared } = data
  const signOut = { label: say('signOut'), run: () => act('sign_out') }
  const application = view.application.name
  const sentence = flow === 'activation' ? say('doneActivation') : say('doneSignIn', { application })
  const next = wayOn(data, navigator.userAgent)
  return {
    above: html`<svg class="foyer-check" viewBox="0 0 48 48" aria-hidden="true">
      <circle cx="24" cy="24" r="22" /><path pathLength="1" d="m15 24.5 6.5 6.5L34 18" />
    </svg>`,
    title: firstName ? say('doneName', { name: firstName }) : say('done'),
    lead: flow === 'activation' && nameMasked ? `${sentence} ${say('doneLater', { name: nameMasked })}` : sentence,
    below: next
      ? html`<a class="foyer-button" href=${next.href}>${next.store ? say('getApp') : say('goOn', { application })}</a>`
      : nothing,
    [shared ? 'submit' : 'ways']: shared ? signOut : [signOut],
  }
}

/** One button by device: back where the sign-in began, the application's store on a phone after an activation, else its web address. */
function wayOn({ redirect, applicationUrl, stores, flow }: StepData['signed_in'], device: string): { href: string; store: boolean } | null {
  const store = /iPhone|iPad|iPod/.test(device) ? stores.apple : /Android/.test(device) ? stores.google : null
  if (!redirect && store && flow === 'activation') return { href: store, store: true }
  const href = redirect ?? applicationUrl
  return href ? { href, store: false } : null
}
