// Two lines over ninety days: entered and online. The table beside it says the same to whoever does not see it.

import type { Overview } from '@foyer/sdk'
import { html, svg, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { fill, sayDay, sayNumber } from '../i18n/words.ts'

const WIDTH = 720
const HEIGHT = 160

export const chart = (days: Overview['days'], { words, locale, settings }: Admin): TemplateResult => {
  const most = Math.max(1, ...days.map(({ entered }) => entered))
  const line = (of: 'entered' | 'online'): string =>
    days.map((day, index) => `${index === 0 ? 'M' : 'L'}${x(index, days.length)} ${y(day[of], most)}`).join('')
  const said = (day: Overview['days'][number]): string =>
    fill(words.chartLabel, {
      day: sayDay(`${day.day}T12:00:00Z`, locale, settings.organisation.timeZone),
      entered: sayNumber(day.entered, locale),
      online: sayNumber(day.online, locale),
    })
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return html``
  return html`<figure class="chart">
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${said(first)}. ${said(last)}." preserveAspectRatio="none">
      ${svg`<path class="entered" d=${line('entered')} vector-effect="non-scaling-stroke" />
        <path class="online" d=${line('online')} vector-effect="non-scaling-stroke" />`}
    </svg>
    <figcaption>
      <span class="key entered">${words.wayEntered} <b>${sayNumber(last.entered, locale)}</b></span>
      <span class="key online">${words.wayOnline} <b>${sayNumber(last.online, locale)}</b></span>
    </figcaption>
  </figure>`
}

const x = (index: number, count: number): number => Math.round((index / Math.max(1, count - 1)) * WIDTH * 10) / 10

const y = (value: number, most: number): number => Math.round((HEIGHT - 4 - (value / most) * (HEIGHT - 12)) * 10) / 10
