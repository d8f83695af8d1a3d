// The code that was just mailed to an address.

import { codeField, readCode } from '../parts/code-field.ts'
import { moment } from '../parts/moment.ts'
import type { Screen } from './screen.ts'

const LENGTH = 8

export const proveEmail: Screen<'prove_email'> = ({ data, view, speech: { say, weave, locale }, kit, act, last }) => ({
  title: say('proveTitle'),
  lead: weave('proveLead', { email: kit.html`<strong class="foyer-strong">${data.email}</strong>` }),
  body: codeField(kit, LENGTH, {
    name: 'code',
    label: say('mailedCode'),
    hint: say('mailedCodeHint', { moment: moment(data.expiresAt, locale, view.organisation.timeZone) }),
    autocomplete: 'one-time-code',
  }),
  submit: { label: say('confirm'), run: (form) => act('submit_email_code', { code: readCode(kit.typed(form, 'code')) }) },
  below: last === 'resend' ? kit.html`<p class="foyer-note" role="status">${say('resent')}</p>` : kit.nothing,
  ways: [
    { label: say('resend'), run: () => act('resend') },
    { label: say('otherEmail'), run: () => act('back') },
  ],
})
