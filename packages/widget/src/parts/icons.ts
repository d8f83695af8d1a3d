// Icons, drawn on a 20 px grid with the colour of the text.

import { html } from 'lit/html.js'

export const alertIcon = html`<svg class="foyer-icon" viewBox="0 0 20 20" aria-hidden="true"><path d="M10 6v5m0 3v.01M10 2a8 8 0 1 1 0 16 8 8 0 0 1 0-16" /></svg>`

/** The stroke through the eye is seen while the characters are. */
export const eyeIcon = html`<svg class="foyer-icon" viewBox="0 0 20 20" aria-hidden="true">
  <path d="M2 10s3-5.5 8-5.5 8 5.5 8 5.5-3 5.5-8 5.5S2 10 2 10m5.5 0a1 1 0 0 1 5 0 1 1 0 0 1-5 0" /><path d="m4 3 12 14" />
</svg>`
