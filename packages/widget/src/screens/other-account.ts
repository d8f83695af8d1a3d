// A link was followed while somebody else is signed in here. It stays unused until they decide.

import type { Screen } from './screen.ts'

export const otherAccount: Screen<'other_account'> = ({ data, speech: { say }, act }) => {
  const name = data.firstName ?? data.nameMasked ?? ''
  return {
    title: say('otherTitle'),
    lead: say('otherLead', { name }),
    submit: { label: say('otherSignOut'), run: () => act('sign_out') },
    ways: [{ label: say('otherLeave', { name }), run: () => act('leave') }],
  }
}
