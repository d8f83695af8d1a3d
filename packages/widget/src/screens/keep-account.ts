// Somebody who wished to be erased is back: only the button keeps the account.

import { moment } from '../parts/moment.ts'
import type { Screen } from './screen.ts'

export const keepAccount: Screen<'keep_account'> = ({ data, view, speech: { say, locale }, act }) => ({
  title: say('keepTitle'),
  lead: say('keepLead', { moment: moment(data.eraseAt, locale, view.organisation.timeZone) }),
  submit: { label: say('keepButton'), run: () => act('keep') },
  ways: [{ label: say('toSignIn'), run: () => act('to_sign_in') }],
})
