// If there is somebody to write to, a mail is on its way.

import { contactLine } from '../parts/contact-line.ts'
import type { Screen } from './screen.ts'

export const mailSent: Screen<'mail_sent'> = ({ data, speech, kit, act }) => ({
  title: speech.say('mailSentTitle'),
  lead: speech.say('mailSentLead'),
  body: contactLine(kit, speech, data.contact),
  submit: { label: speech.say('typeCode'), run: () => act('type_code') },
  ways: [{ label: speech.say('toSignIn'), run: () => act('to_sign_in') }],
})
