// A step that this widget does not know: the server is newer, and its hosted page is always as new as itself.

import type { Screen } from './screen.ts'

export const unknownStep =
  (server: string): Screen<never> =>
  ({ view, speech: { say }, kit }) => ({
    title: say('unknownTitle'),
    lead: say('unknownLead', { organisation: view.organisation.name }),
    below: kit.html`<a class="foyer-button" href="${server}/sign-in">${say('unknownGo')}</a>`,
  })
