// After a password: a passkey for the next time. Where the browser has none, the sign-in just goes on.

import type { Screen } from './screen.ts'

export const offerPasskey: Screen<'offer_passkey'> = ({ speech: { say }, act, passkey }) => {
  if (!window.PublicKeyCredential) queueMicrotask(() => act('skip'))
  return {
    title: say('offerTitle'),
    lead: say('offerLead'),
    submit: { label: say('offerMake'), run: () => passkey('create_passkey') },
    ways: [{ label: say('offerSkip'), run: () => act('skip') }],
  }
}
