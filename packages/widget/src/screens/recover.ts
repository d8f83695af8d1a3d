// Forgotten password: the name, and the same answer for everybody.

import { contactLine } from '../parts/contact-line.ts'
import type { Screen } from './screen.ts'

export const recover: Screen<'recover'> = ({ data, speech, kit, act }) => {
  const { say } = speech
  return {
    title: say('recoverTitle'),
    lead: say('recoverLead'),
    body: [
      kit.field({
        name: 'name',
        label: say('email'),
        value: data.name,
        autocomplete: 'username',
        ...(data.withoutMailbox ? {} : { inputmode: 'email' }),
      }),
      data.withoutMailbox ? kit.html`<p class="foyer-hint">${say('withoutMailbox')}</p>` : kit.nothing,
      data.withoutMailbox ? contactLine(kit, speech, data.contact) : kit.nothing,
    ],
    submit: { label: say('recoverSend'), run: (form) => act('request', { name: kit.typed(form, 'name') }) },
    ways: [{ label: say('toSignIn'), run: () => act('back') }],
  }
}
