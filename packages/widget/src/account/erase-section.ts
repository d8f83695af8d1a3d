// The own account, erased: asked for once more, with days to think again.

import type { Desk } from './account-state.ts'
import { button, panelForm, section } from './panels.ts'

export function eraseSection(desk: Desk) {
  const { state, say, kit, open, proven, send } = desk
  const { erasure } = state.view
  if (!erasure) return kit.nothing
  if (state.panel?.name !== 'erase')
    return section(
      desk,
      'erase',
      kit.html`<p class="foyer-hint">${say('eraseHint')}</p>${button(desk, say('eraseAsk'), () => proven(() => open({ name: 'erase' })))}`,
    )
  const form = panelForm(desk, {
    title: say('eraseAsk'),
    lead: say('eraseLead', { count: erasure.days }),
    body: kit.nothing,
    submit: {
      label: say('eraseAsk'),
      run: () => send('erase_account', {}, (result) => ({ panel: { name: 'erased', at: String(result?.at) } })),
    },
  })
  return section(desk, 'erase', form)
}

export function erasedPanel(desk: Desk, at: string) {
  const { say, kit, signOut, when } = desk
  return kit.html`<div class="foyer-account">
    <h1 class="foyer-title foyer-erased" tabindex="-1">${say('erased')}</h1>
    <p class="foyer-lead">${say('erasedLead', { moment: when(at) })}</p>
    <button class="foyer-button" type="button" @click=${signOut}>${say('close')}</button>
  </div>`
}
