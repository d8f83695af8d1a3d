// A link was followed. Nothing has happened yet; the button does it.

import { moment } from '../parts/moment.ts'
import type { Screen } from './screen.ts'

export const openLink: Screen<'open_link'> = ({ data, view, speech: { say, locale }, kit, act }) => ({
  title: data.firstName ? say('welcomeName', { name: data.firstName }) : say('welcome'),
  lead: say('invited', { organisation: view.organisation.name, application: view.application.name }),
  body: kit.html`<p class="foyer-hint">${say('invitedUntil', { moment: moment(data.expiresAt, locale, view.organisation.timeZone) })}</p>`,
  submit: { label: say('activate'), run: () => act('open') },
})
