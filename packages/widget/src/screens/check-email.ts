// The address on file, masked, or a field for one: whoever holds a sheet confirms or corrects it.

import type { Screen } from './screen.ts'

export const checkEmail: Screen<'check_email'> = ({ data, view, speech: { say, weave }, kit, act, choice, choose }) => {
  const { emailMasked, correctable, mayGoWithout, doubt } = data
  const title = say('emailTitle')
  if (choice === 'none') {
    return {
      title: say('noEmail'),
      lead: say('noEmailLead', { organisation: view.organisation.name }),
      submit: { label: say('noEmailGo'), run: () => act('without_email') },
      ways: [{ label: say('giveEmail'), run: () => choose(null) }],
    }
  }
  if (doubt && choice !== 'other') {
    return {
      title,
      lead: weave('lookAlike', { email: kit.html`<strong class="foyer-strong">${doubt.suggestion}</strong>` }),
      body: kit.html`<p class="foyer-hint">${doubt.typed}</p>`,
      submit: {
        label: say('lookAlikeTake', { email: doubt.suggestion }),
        run: () => act('give_email', { email: doubt.suggestion, sure: true }),
      },
      ways: [
        { label: say('lookAlikeKeep'), run: () => act('give_email', { email: doubt.typed, sure: true }) },
        { label: say('otherEmail'), run: () => choose('other') },
      ],
    }
  }
  if (emailMasked && choice !== 'other') {
    return {
      title,
      lead: weave('emailKeep', { email: kit.html`<strong class="foyer-strong">${emailMasked}</strong>` }),
      submit: { label: say('sendCode'), run: () => act('keep_email') },
      ways: correctable ? [{ label: say('otherEmail'), run: () => choose('other') }] : [],
    }
  }
  return {
    title,
    lead: say('emailGive', { application: view.application.name }),
    body: kit.field({
      name: 'email',
      label: say('email'),
      type: 'email',
      value: doubt?.typed ?? null,
      autocomplete: 'email',
      inputmode: 'email',
    }),
    submit: { label: say('sendCode'), run: (form) => act('give_email', { email: kit.typed(form, 'email') }) },
    ways: [
      ...(emailMasked ? [{ label: say('keepEmail', { email: emailMasked }), run: () => choose(null) }] : []),
      ...(mayGoWithout ? [{ label: say('noEmail'), run: () => choose('none') }] : []),
    ],
  }
}
