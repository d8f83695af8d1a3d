// A link was followed. Nothing has happened yet; the button does it.

import { moment } from '../parts/moment.ts'
import type { Screen, ScreenParts } from './screen.ts'

export const openLink: Screen<'open_link'> = ({ data, view, speech: { say, locale }, kit, act }) => {
  const { organisation, application } = view
  const names = { organisation: organisation.name, application: application.name }
  const until = { moment: moment(data.expiresAt, locale, organisation.timeZone) }
  const parts = (title: string, lead: string, term: string, label: string): ScreenParts => ({
    title,
    lead,
    body: kit.html`<p class="foyer-hint">${term}</p>`,
    submit: { label, run: () => act('open') },
    ways: data.otherDevice ? [{ label: say('otherDevice'), run: () => act('other_device') }] : [],
  })
  if (data.purpose === 'recovery')
    return parts(say('recoverOpen'), say('recoverOpenLead', names), say('confirmUntil', until), say('continue'))
  if (data.purpose === 'undo') return parts(say('undoTitle'), say('undoLead'), say('confirmUntil', until), say('undoButton'))
  if (data.purpose === 'confirmation')
    return parts(say('confirmTitle'), say('confirmLead', names), say('confirmUntil', until), say('confirmButton'))
  const title = data.firstName ? say('welcomeName', { name: data.firstName }) : say('welcome')
  return parts(title, say('invited', names), say('invitedUntil', until), say('activate'))
}
