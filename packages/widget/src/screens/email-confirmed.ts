// The address was confirmed, and nothing else happened.

import type { Screen } from './screen.ts'

export const emailConfirmed: Screen<'email_confirmed'> = ({ data, view, speech: { say }, act }) => ({
  title: say('confirmedTitle'),
  lead: data.invited
    ? say('confirmedInvited', { organisation: view.organisation.name })
    : say('confirmedLead', { name: data.emailMasked ?? '' }),
  ...(data.invited ? {} : { submit: { label: say('toSignIn'), run: () => act('to_sign_in') } }),
})
