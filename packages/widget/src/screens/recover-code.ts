// The code of the recovery mail; its link works on any device.

import { codeField, readCode } from '../parts/code-field.ts'
import type { Screen } from './screen.ts'

const LENGTH = 8

export const recoverCode: Screen<'recover_code'> = ({ data, speech: { say, weave }, kit, act, last }) => ({
  title: say('recoverCodeTitle'),
  lead: weave('recoverCodeLead', { name: kit.html`<strong class="foyer-strong">${data.name}</strong>` }),
  body: codeField(kit, LENGTH, {
    name: 'code',
    label: say('recoveryCode'),
    hint: say('recoveryCodeHint', { count: data.expiresInMinutes }),
    autocomplete: 'one-time-code',
  }),
  submit: { label: say('continue'), run: (form) => act('submit_code', { code: readCode(kit.typed(form, 'code')) }) },
  below: last === 'resend' ? kit.html`<p class="foyer-note" role="status">${say('recoverResent')}</p>` : kit.nothing,
  ways: [
    { label: say('recoverResend'), run: () => act('resend') },
    { label: say('otherName'), run: () => act('back') },
  ],
})
