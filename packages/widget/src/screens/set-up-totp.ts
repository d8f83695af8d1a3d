// Setting up an authenticator app, where the application insists: scan or type the key, then prove it by a code.

import { qrCode } from '../parts/qr-code.ts'
import type { Screen } from './screen.ts'

export const setUpTotp: Screen<'set_up_totp'> = ({ data, view, speech: { say }, kit, act }) => ({
  title: say('totpTitle'),
  lead: say('totpLead', { application: view.application.name }),
  body: [
    qrCode(kit, data.qr, say('totpQr')),
    kit.html`<p class="foyer-hint">${say('totpKey')} <code class="foyer-strong">${data.secret}</code></p>`,
    kit.field({ name: 'code', label: say('totpCode'), autocomplete: 'one-time-code', inputmode: 'numeric', look: 'foyer-code' }),
  ],
  submit: { label: say('factorConfirm'), run: (form) => act('confirm_totp', { code: kit.typed(form, 'code') }) },
  ways: [{ label: say('toSignIn'), run: () => act('to_sign_in') }],
})
