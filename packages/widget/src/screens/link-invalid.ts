// The link opens nothing: cut off, or replaced by a newer one.

import { contactLine } from '../parts/contact-line.ts'
import type { Screen } from './screen.ts'

export const linkInvalid: Screen<'link_invalid'> = ({ data, speech, kit, act }) => ({
  title: speech.say(data.newer ? 'newerTitle' : 'invalidTitle'),
  lead: speech.say(data.newer ? 'newerLead' : 'invalidLead'),
  body: contactLine(kit, speech, data.contact),
  submit: { label: speech.say('typeCode'), run: () => act('type_code') },
  ways: [
    { label: speech.say('forgot'), run: () => act('forgot') },
    { label: speech.say('toSignIn'), run: () => act('to_sign_in') },
  ],
})
