// If there is somebody to write to, a mail is on its way.

import { contactLine } from '../parts/contact-line.ts'
import type { Screen } from './screen.ts'

export const mailSent: Screen<'mail_sent'> = ({ data, speech, kit, act }) => {
  const { say } = speech
  const frame = { title: say('mailSentTitle'), body: contactLine(kit, speech, data.contact) }
  const toSignIn = { label: say('toSignIn'), run: () => act('to_sign_in') }
  if (data.purpose === 'recovery') return { ...frame, lead: say('recoverResent'), submit: toSignIn }
  return { ...frame, lead: say('mailSentLead'), submit: { label: say('typeCode'), run: () => act('type_code') }, ways: [toSignIn] }
}
