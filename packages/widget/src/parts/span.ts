// A span of time in words.

/** `34 Sekunden` up to two minutes, `5 Minuten` from there on; rounded up, and kept on one line. */
export function span(ms: number, locale: string): string {
  const seconds = Math.ceil(ms / 1000)
  const [value, unit] = seconds < 120 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute']
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value).replace(' ', '\u00a0')
}
