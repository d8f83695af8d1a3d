// The link's term is over: said before anything is typed, with whom to ask.

import { contactLine } from '../parts/contact-line.ts'
import type { Screen } from './screen.ts'

export const linkExpired: Screen<'link_expired'> = ({ data, speech, kit, act }) => ({
  title: speech.say('expiredTitle'),
  lead: speech.say('expiredLead'),
  body: contactLine(kit, speech, data.contact),
  submit: { label: speech.say('toSignIn'), run: () => act('to_sign_in') },
})
