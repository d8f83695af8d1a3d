// Name and password in one form, as password managers expect it.

import type { FirstKey } from '../i18n/words.ts'
import type { Screen } from './screen.ts'

export const signIn: Screen<'sign_in', FirstKey> = ({ data, view, speech: { say }, kit, act, passkey }) => ({
  title: say('signInTitle', { application: view.application.name }),
  lead: say('signInLead', { organisation: view.organisation.name }),
  body: [
    kit.field({
      name: 'name',
      label: say(data.byNumber ? 'emailOrNumber' : 'email'),
      value: data.name,
      autocomplete: data.passkey ? 'username webauthn' : 'username',
      ...(data.byNumber ? {} : { inputmode: 'email' }),
    }),
    kit.field({ name: 'password', label: say('password'), type: 'password', autocomplete: 'current-password' }),
  ],
  submit: {
    label: say('signIn'),
    run: (form) => act('sign_in', { name: kit.typed(form, 'name'), password: kit.typed(form, 'password') }),
  },
  ways: [
    ...(data.passkey && window.PublicKeyCredential ? [{ label: say('usePasskey'), run: () => passkey('use_passkey') }] : []),
    { label: say('forgot'), run: (form) => act('forgot', { name: kit.typed(form, 'name') }) },
    { label: say('firstTime'), run: () => act('type_code') },
  ],
})
