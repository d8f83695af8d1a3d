// Keeps what was typed from being read as a number: `007` is a number of the organisation, and an empty value clears.

/** Nobody types it. */
const MARK = '\u0001'

/** Marks every value that would not survive becoming a number and a text again. */
export const keepAsTyped = (argv: readonly string[]): string[] =>
  argv.map((token) => {
    const [, flag = ''] = /^(--[^=]+=)/.exec(token) ?? []
    const value = token.slice(flag.length)
    return String(Number(value)) === value || Number.isNaN(Number(value)) ? token : `${flag}${MARK}${value}`
  })

export const asTyped = (text: string): string => (text.startsWith(MARK) ? text.slice(MARK.length) : text)
