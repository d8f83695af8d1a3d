// The typed code of the same secret, for whoever scanned a picture and would rather go on elsewhere.

import { moment } from '../parts/moment.ts'
import type { Screen } from './screen.ts'

export const otherDevice: Screen<'other_device'> = ({ data, view, speech: { say, locale }, kit, act }) => ({
  title: say('otherDeviceTitle'),
  lead: say('otherDeviceLead'),
  body: kit.html`<dl class="foyer-facts">
    <dt class="foyer-hint">${say('otherDeviceAddress')}</dt>
    <dd class="foyer-strong">${data.url.replace(/^https?:\/\//, '')}</dd>
    <dt class="foyer-hint">${say('otherDeviceCode')}</dt>
    <dd class="foyer-shown-code">${data.code.split('-').map((group) => kit.html`<span>${group}</span> `)}</dd>
  </dl>
  <p class="foyer-hint">${say('otherDeviceUntil', { moment: moment(data.expiresAt, locale, view.organisation.timeZone) })}</p>`,
  submit: { label: say('otherDeviceStay'), run: () => act('back') },
})
