// Somebody did not agree: nobody is signed in, nothing is lost, and there is a way back.

import { contactLine } from '../parts/contact-line.ts'
import type { Screen } from './screen.ts'

export const legalDeclined: Screen<'legal_declined'> = ({ data, view, speech, kit, act }) => {
  const [title, lead] =
    data.flow === 'activation' ? (['declinedTitleActivation', 'declinedActivation'] as const) : (['declinedTitle', 'declinedLead'] as const)
  const documents = new Intl.ListFormat(view.locale).format(data.documents)
  return {
    title: speech.say(title),
    lead: speech.say(lead, { application: view.application.name, documents }),
    body: contactLine(kit, speech, data.contact),
    submit: { label: speech.say('toSignIn'), run: () => act('to_sign_in') },
  }
}
