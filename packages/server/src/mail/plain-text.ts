// Makes untrusted text harmless for headers and for both parts of a mail.

const LINE_MAX = 200
const TEXT_MAX = 2_000

/**
 * One line: line breaks and control characters become a space, characters that turn the reading direction go, and what is longer than
 * `max` code points ends in "…". Safe as a header value (RFC 5322 section 2.2 forbids CR and LF in one).
 */
export function plainLine(value: string, max = LINE_MAX): string {
  const line = wellFormed(value)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
  return cut(line, max)
}

/** Several lines: every kind of line break becomes `\n`, never more than one empty line in a row; otherwise as `plainLine`. */
export function plainParagraphs(value: string, max = TEXT_MAX): string {
  const text = wellFormed(value)
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/(?!\n)\p{Cc}/gu, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return cut(text, max)
}

/**
 * A name that somebody typed, as one line that mail programs do not turn into a link: an invisible word joiner (U+2060) stands in what
 * would read as a web address.
 */
export function plainName(value: string, max = LINE_MAX): string {
  return unlinked(plainLine(value, max))
}

/** Somebody's own words: paragraphs in which nothing becomes a link, as in a name. */
export function plainSentence(value: string, max = TEXT_MAX): string {
  return unlinked(plainParagraphs(value, max))
}

function unlinked(value: string): string {
  return value
    .replace(/:\/\//g, ':\u2060//')
    .replace(/\bwww\./gi, 'www\u2060.')
    .replace(/(?<=[\p{L}\p{N}])\.(?=\p{L}{2,3}(?!\p{L}))/gu, '\u2060.')
}

function wellFormed(value: string): string {
  return value.replace(/\p{Cs}/gu, '\uFFFD').replace(/[\u202A-\u202E\u2066-\u2069]/g, '')
}

function cut(value: string, max: number): string {
  // Each code point is at most two units long: what lies beyond cannot be shown in any case.
  const points = Array.from(value.slice(0, 2 * (max + 1)))
  return points.length <= max ? value : `${points.slice(0, max - 1).join('')}…`
}
