// The details that are still missing: one field a question, of the type that the organisation configured.

import { profileField, readProfileField } from '../parts/profile-field.ts'
import type { Screen } from './screen.ts'

export const completeProfile: Screen<'complete_profile'> = ({ data, view, speech, kit, act }) => {
  const { fields, values } = data
  const isMixed = fields.some((field) => field.required) && fields.length > 1
  return {
    title: speech.say('profileTitle'),
    lead: speech.say('profileLead', { organisation: view.organisation.name }),
    body: [
      isMixed ? kit.html`<p class="foyer-hint">${speech.say('required')}</p>` : kit.nothing,
      fields.map((field) => profileField(kit, speech, field, values[field.key])),
    ],
    submit: {
      label: speech.say('save'),
      run: (form) => {
        const answers = new FormData(form)
        act('save_profile', { fields: Object.fromEntries(fields.map((field) => [field.key, readProfileField(field, answers)])) })
      },
    },
    ways: data.skippable ? [{ label: speech.say('skip'), run: () => act('save_profile', { fields: {} }) }] : [],
  }
}
