// The way from entered to activated over ninety days, as three lines. The table below says the same in figures.

import { html, nothing, svg, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { sayDay, sayNumber, type Words } from '../i18n/words.ts'
import { dataTable } from './data-table.ts'

/** What stood at the end of a day, by line. */
type Day = { readonly day: string } & { readonly [line: string]: number | string }

interface Line {
  key: string
  word: keyof Words
  /** How it is drawn: the last one is filled. */
  look: 'entered' | 'invited' | 'online'
}

const WIDTH = 720
const HEIGHT = 180
const WAY: readonly Line[] = [
  { key: 'entered', word: 'wayEntered', look: 'entered' },
  { key: 'invited', word: 'wayInvited', look: 'invited' },
  { key: 'online', word: 'wayActivated', look: 'online' },
]
/** Days between the rows of the table, counted back from today. */
const STEP = 15

export const chart = (days: readonly Day[], admin: Admin, lines = WAY, label = admin.words.overTime): TemplateResult => {
  const { locale, settings } = admin
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return html``
  const top = roundUp(Math.max(1, ...days.flatMap((one) => lines.map(({ key }) => Number(one[key])))))
  const day = ({ day: name }: Day) => sayDay(`${name}T12:00:00Z`, locale, settings.organisation.timeZone)
  const points = ({ key }: Line) => days.map((one, index) => `${x(index, days.length)} ${y(Number(one[key]), top)}`)
  const filled = lines.at(-1)
  return html`<figure class="chart">
    <div class="plot">
      <div class="scale" aria-hidden="true">
        ${[top, top / 2, 0].map((value) => html`<span>${Number.isInteger(value) ? sayNumber(value, locale) : nothing}</span>`)}
      </div>
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true" preserveAspectRatio="none">
        ${svg`<path class="grid" d="M0 0.5H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}" vector-effect="non-scaling-stroke" />
          ${filled === undefined ? nothing : svg`<path class="area" d="M${points(filled).join('L')}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z" />`}
          ${lines.map((line) => svg`<path class=${line.look} d="M${points(line).join('L')}" vector-effect="non-scaling-stroke" />`)}`}
      </svg>
      <div class="span" aria-hidden="true"><span>${day(first)}</span><span>${day(last)}</span></div>
    </div>
    <figcaption>
      ${lines.map(({ key, word, look }) => html`<span class="key ${look}">${admin.words[word]} <b>${sayNumber(Number(last[key]), locale)}</b></span>`)}
    </figcaption>
    <details aria-label=${admin.words.asTable}>
      <summary>${admin.words.asTable}</summary>
      ${dataTable(
        days.filter((_, index) => (days.length - 1 - index) % STEP === 0),
        {
          label,
          columns: [
            { title: admin.words.day, names: true, cell: day },
            ...lines.map(({ key, word }) => ({
              title: admin.words[word],
              align: 'number' as const,
              cell: (one: Day) => sayNumber(Number(one[key]), locale),
            })),
          ],
        },
      )}
    </details>
  </figure>`
}

/** To a number that reads well at the top of a scale: 1, 2, 3, 4, 5, 6, 8 or 10 times a power of ten. */
const roundUp = (value: number): number => {
  const power = 10 ** Math.floor(Math.log10(value))
  return (([1, 2, 3, 4, 5, 6, 8, 10].find((step) => step * power >= value) ?? 10) * power) as number
}

const x = (index: number, count: number): number => Math.round((index / Math.max(1, count - 1)) * WIDTH * 10) / 10

const y = (value: number, top: number): number => Math.round((HEIGHT - 1 - (value / top) * (HEIGHT - 2)) * 10) / 10
