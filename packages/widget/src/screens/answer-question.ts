// What a hand-over asks for before it opens anything.

import { contactLine } from '../parts/contact-line.ts'
import type { Screen } from './screen.ts'

const INPUT = {
  text: { type: 'text' },
  date: { type: 'date' },
  number: { type: 'text', inputmode: 'decimal' },
  phone: { type: 'tel', inputmode: 'tel' },
} as const

export const answerQuestion: Screen<'answer_question'> = ({ data, view, speech, kit, act }) => {
  const { say } = speech
  return {
    title: say('questionTitle'),
    lead: say('questionLead', { organisation: view.organisation.name }),
    body: [
      kit.field({ name: 'answer', label: data.label, hint: data.hint, autocomplete: 'off', ...INPUT[data.type] }),
      kit.html`<p class="foyer-hint">${say('questionTries')}</p>`,
      contactLine(kit, speech, data.contact),
    ],
    submit: { label: say('continue'), run: (form) => act('answer', { answer: kit.typed(form, 'answer') }) },
  }
}
