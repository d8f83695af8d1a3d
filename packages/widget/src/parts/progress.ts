// Where on the way a step is: a sentence, and a bar a step.

import type { FlowView } from '@foyer/contract'
import type { Speech } from '../i18n/speak.ts'
import type { LaterKey } from '../i18n/words.ts'
import type { Kit } from './kit.ts'

/** Names for the ear; a step that is missing here is a bar without a name. */
const names: Partial<Record<string, LaterKey & `step_${string}`>> = {
  enter_code: 'step_enter_code',
  open_link: 'step_open_link',
  check_email: 'step_check_email',
  prove_email: 'step_prove_email',
  accept_legal: 'step_accept_legal',
  set_password: 'step_set_password',
  complete_profile: 'step_complete_profile',
}

export function progress({ html, nothing }: Kit, { say }: Speech, { progress: way, step }: FlowView) {
  if (!way || way.total < 2) return nothing
  const { total, steps } = way
  const index = steps.indexOf(step.name) + 1 || way.index
  return html`<div class="foyer-progress">
    <p class="foyer-place">${say('progress', { index, total })}</p>
    <ol class="foyer-steps" role="list">
      ${steps.map((name, position) => {
        const word = names[name]
        return html`<li
          class=${position < index ? 'foyer-step foyer-passed' : 'foyer-step'}
          aria-current=${position === index - 1 ? 'step' : nothing}
        >
          <span class="foyer-sr">${word ? say(word) : ''}</span>
        </li>`
      })}
    </ol>
  </div>`
}
