// Have the invitation sent again: the same answer for every address.

import type { Screen } from './screen.ts'

export const sendInvitation: Screen<'send_invitation'> = ({ data, view, speech: { say }, kit, act }) => ({
  title: say('sendAgainTitle'),
  lead: say('sendAgainLead', { organisation: view.organisation.name }),
  body: kit.field({ name: 'name', label: say('email'), type: 'email', value: data.name, autocomplete: 'email', inputmode: 'email' }),
  submit: { label: say('sendAgain'), run: (form) => act('request', { name: kit.typed(form, 'name') }) },
  ways: [{ label: say('typeCode'), run: () => act('back') }],
})
