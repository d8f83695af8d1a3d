// Codes to be kept, in two columns.

import type { Kit } from './kit.ts'

export const codeList = ({ html }: Pick<Kit, 'html'>, codes: readonly string[]) =>
  html`<ul class="foyer-codes" role="list">${codes.map((code) => html`<li>${code}</li>`)}</ul>`
