// After the password: the code of the authenticator app, or a backup code.

import type { Screen } from './screen.ts'

export const secondFactor: Screen<'second_factor'> = ({ speech: { say }, kit, act }) => ({
  title: say('factorTitle'),
  lead: say('factorLead'),
  body: kit.field({ name: 'code', label: say('factorCode'), autocomplete: 'one-time-code', look: 'foyer-code' }),
  submit: { label: say('factorConfirm'), run: (form) => act('submit_factor', { code: kit.typed(form, 'code') }) },
  ways: [{ label: say('toSignIn'), run: () => act('to_sign_in') }],
})
