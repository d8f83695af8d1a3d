// The address on file, masked, or a field for one: whoever holds a sheet confirms or corrects it.

import type { Screen } from './screen.ts'

export const checkEmail: Screen<'check_email'> = ({ data, view, speech: { say, weave }, kit, act, choice, choose }) => {
  const { emailMasked, correctable } = data
  if (emailMasked && choice !== 'other') {
    return {
      title: say('emailTitle'),
      lead: weave('emailKeep', { email: kit.html`<strong class="foyer-strong">${emailMasked}</strong>` }),
      submit: { label: say('sendCode'), run: () => act('keep_email') },
      ways: correctable ? [{ label: say('otherEmail'), run: () => choose('other') }] : [],
    }
  }
  return {
    title: say('emailTitle'),
    lead: say('emailGive', { application: view.application.name }),
    body: kit.field({ name: 'email', label: say('email'), type: 'email', autocomplete: 'email', inputmode: 'email' }),
    submit: { label: say('sendCode'), run: (form) => act('give_email', { email: kit.typed(form, 'email') }) },
    ways: emailMasked ? [{ label: say('keepEmail', { email: emailMasked }), run: () => choose(null) }] : [],
  }
}
