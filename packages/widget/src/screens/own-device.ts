// Whose device this is. Two buttons of one weight: neither answer is the better one.

import type { Screen } from './screen.ts'

export const ownDevice: Screen<'own_device'> = ({ speech: { say }, kit: { html }, act }) => ({
  title: say('ownTitle'),
  lead: say('ownLead'),
  submit: { label: say('own'), run: () => act('own') },
  below: html`<button class="foyer-button foyer-even" type="button" @click=${() => act('shared')}>${say('shared')}</button>`,
})
