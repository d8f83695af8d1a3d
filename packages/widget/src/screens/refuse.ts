// "Not for you?": one button stops mails to this address.

import type { Screen } from './screen.ts'

export const refuse: Screen<'refuse'> = ({ data, view, speech: { say }, act }) => ({
  title: say('refuseTitle'),
  lead: say('refuseLead', { organisation: view.organisation.name, name: data.emailMasked ?? '' }),
  submit: { label: say('refuseButton'), run: () => act('refuse') },
})
