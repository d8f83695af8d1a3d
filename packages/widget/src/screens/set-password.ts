// The own password. No second field to repeat it: it can be shown.

import type { Screen } from './screen.ts'

export const setPassword: Screen<'set_password'> = ({ data, speech: { say }, kit, act }) => ({
  title: say('passwordTitle'),
  lead: say(data.purpose === 'recovery' ? 'newPasswordLead' : 'passwordLead', { name: data.name }),
  body: [
    // For password managers alone: the name that this password belongs to.
    kit.html`<input class="foyer-sr" name="username" type="text" autocomplete="username" .value=${data.name} readonly tabindex="-1" aria-hidden="true" />`,
    kit.field({
      name: 'password',
      label: say('newPassword'),
      type: 'password',
      autocomplete: 'new-password',
      hint: say('passwordHint', { count: data.minLength }),
    }),
  ],
  submit: { label: say('setPassword'), run: (form) => act('set_password', { password: kit.typed(form, 'password') }) },
})
