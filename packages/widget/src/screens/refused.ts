// No more mails go to this address.

import { contactLine } from '../parts/contact-line.ts'
import type { Screen } from './screen.ts'

export const refused: Screen<'refused'> = ({ data, view, speech, kit }) => ({
  title: speech.say('refusedTitle'),
  lead: speech.say('refusedLead', { organisation: view.organisation.name }),
  body: contactLine(kit, speech, data.contact),
})
