// Derives from the organisation's accent the colours of buttons and links that can be read on light and dark ground.

export interface AccentColours {
  light: AccentSet
  dark: AccentSet
}

/** `edge` outlines a button whose fill is close to the ground (3:1, WCAG 1.4.11); text colours reach 4.5:1 (WCAG 1.4.3). */
export interface AccentSet {
  button: string
  buttonText: string
  edge: string
  link: string
}

type Rgb = readonly [number, number, number]

const WHITE: Rgb = [255, 255, 255]
const BLACK: Rgb = [0, 0, 0]
const FALLBACK: Rgb = [31, 95, 174]
const TEXT_RATIO = 4.5
const EDGE_RATIO = 3

/** `accent` is `#rgb` or `#rrggbb`; anything else gives a calm blue. `ground` holds the surfaces that button and links stand on. */
export function accentColours(accent: string, ground: { light: string; dark: string }): AccentColours {
  const own = parseHex(accent) ?? FALLBACK
  const light = parseHex(ground.light) ?? WHITE
  const dark = parseHex(ground.dark) ?? BLACK
  return { light: setOn(own, own, light, BLACK), dark: setOn(own, towards(own, dark, WHITE, EDGE_RATIO), dark, WHITE) }
}

/** Contrast of two colours, 1 to 21, by WCAG 2.2's relative luminance. */
export function contrastRatio(one: string, other: string): number {
  return ratio(parseHex(one) ?? BLACK, parseHex(other) ?? WHITE)
}

function setOn(own: Rgb, fill: Rgb, ground: Rgb, away: Rgb): AccentSet {
  return {
    button: toHex(fill),
    buttonText: toHex(ratio(fill, WHITE) >= TEXT_RATIO ? WHITE : BLACK),
    edge: toHex(towards(fill, ground, away, EDGE_RATIO)),
    link: toHex(towards(own, ground, away, TEXT_RATIO)),
  }
}

/** Mixes `colour` with `away` in small steps until it stands out from `ground`. */
function towards(colour: Rgb, ground: Rgb, away: Rgb, wanted: number): Rgb {
  for (let step = 0; step < 20; step += 1) {
    const share = step / 20
    const mixed: Rgb = [mix(colour[0], away[0], share), mix(colour[1], away[1], share), mix(colour[2], away[2], share)]
    if (ratio(mixed, ground) >= wanted) return mixed
  }
  return away
}

function mix(from: number, to: number, share: number): number {
  return Math.round(from + (to - from) * share)
}

function ratio(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

function linear(channel: number): number {
  const share = channel / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

function parseHex(value: string): Rgb | null {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(value)
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(value)
  const [, red, green, blue] = long ?? short ?? []
  if (red === undefined || green === undefined || blue === undefined) return null
  const channel = (digits: string) => Number.parseInt(digits.length === 1 ? digits + digits : digits, 16)
  return [channel(red), channel(green), channel(blue)]
}

function toHex([red, green, blue]: Rgb): string {
  return `#${[red, green, blue].map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}
