// The pictures beside the entries of the menu.

import { html, type TemplateResult } from 'lit'

const paths = {
  home: 'M3 9.5 10 4l7 5.5V16H3ZM8 16v-4.5h4V16',
  people:
    'M7.5 9a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5ZM2.5 16c.3-3 2.2-4.5 5-4.5s4.7 1.5 5 4.5M13 4a2.5 2.5 0 0 1 0 5M14.5 11.8c1.8.5 2.8 2 3 4.2',
  missing: 'M8 9a2.75 2.75 0 1 0 0-5.5A2.75 2.75 0 0 0 8 9ZM3 16c.3-3 2.2-4.5 5-4.5 1 0 1.9.2 2.6.6M13.5 12.5l4 4M17.5 12.5l-4 4',
  file: 'M5 3h6.5L15 6.5V17H5ZM11 3v4h4M7.5 11.5h5M7.5 14h5',
  mail: 'M3 5.5h14v9.5H3ZM3.5 6l6.5 5 6.5-5',
  scroll: 'M5 3h10v14H5ZM7.5 6.5h5M7.5 9.5h5M7.5 12.5h3',
  clock: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM10 6.5V10l2.5 2',
  key: 'M13 3.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM10.5 9.5 4 16h3v-2h2v-2h1.5',
  shield: 'M10 3 4 5v4.5c0 3.8 2.5 6.3 6 7.5 3.5-1.2 6-3.7 6-7.5V5ZM7.5 10l2 2 3.5-4',
  sliders: 'M3 6h8M15 6h2M3 14h2M9 14h8M11 4v4h4V4ZM5 12v4h4v-4Z',
} as const

export type IconName = keyof typeof paths

export const menuIcon = (name: IconName): TemplateResult =>
  html`<svg viewBox="0 0 20 20" aria-hidden="true"><path d=${paths[name]} /></svg>`
