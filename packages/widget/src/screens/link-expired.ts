// The link's term is over: said before anything is typed, with a new one at hand.

import { contactLine } from '../parts/contact-line.ts'
import type { Screen } from './screen.ts'

export const linkExpired: Screen<'link_expired'> = ({ data, view, speech, kit, act }) => {
  const { say } = speech
  const toSignIn = { label: say('toSignIn'), run: () => act('to_sign_in') }
  const frame = { title: say('expiredTitle'), body: contactLine(kit, speech, data.contact) }
  if (data.purpose === 'confirmation' || data.purpose === 'undo')
    return { ...frame, lead: say('expiredConfirmation', { organisation: view.organisation.name }), submit: toSignIn }
  return {
    ...frame,
    lead: say(data.purpose === 'recovery' ? 'expiredRecovery' : 'expiredLead'),
    submit: { label: say('sendNew'), run: () => act('send_new') },
    ways: [toSignIn],
  }
}
