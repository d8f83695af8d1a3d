// The own password, or a passkey in its place. No second field to repeat the password: it can be shown.

import { tick } from '../parts/tick.ts'
import type { Screen, ScreenContext } from './screen.ts'

export const setPassword: Screen<'set_password'> = (context) => {
  const { data, speech, kit, act, passkey } = context
  const { say } = speech
  const canPasskey = data.passkey && window.PublicKeyCredential
  const makePasskey = (form: HTMLFormElement) => passkey('create_passkey', kept(context, form))
  if (data.passkey?.required) {
    return {
      title: say('passkeyTitle'),
      lead: say(canPasskey ? 'passkeyLead' : 'passkeyNone'),
      body: keep(context),
      ...(canPasskey ? { submit: { label: say('passkeyMake'), run: makePasskey } } : {}),
    }
  }
  return {
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
      keep(context),
    ],
    submit: {
      label: say('setPassword'),
      run: (form) => act('set_password', { password: kit.typed(form, 'password'), ...kept(context, form) }),
    },
    ways: canPasskey ? [{ label: say('passkeyInstead'), run: makePasskey }] : [],
  }
}

/** After a recovery: a passkey in other hands is better left behind. */
function keep({ data, speech: { say }, kit }: ScreenContext<'set_password'>) {
  if (!data.passkeys.length) return kit.nothing
  return kit.html`<fieldset class="foyer-group">
    <legend class="foyer-label">${say('passkeyKeep')}</legend>
    ${data.passkeys.map(({ id, name }) => tick(kit, { id: `keep-${id}`, name: 'keep', value: id, type: 'checkbox', label: name, checked: true }))}
  </fieldset>`
}

const kept = ({ data }: ScreenContext<'set_password'>, form: HTMLFormElement): { keep?: string[] } =>
  data.passkeys.length ? { keep: new FormData(form).getAll('keep').map(String) } : {}
