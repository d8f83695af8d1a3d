// Marks what fingers type without thinking: rows and columns of keyboards, the alphabet, counting, one key held down.

/** Twice over, so that 90123 counts on. */
const COUNTING: readonly string[] = ['01234567890123456789', '12345678901234567890']

const ROWS: readonly string[] = [
  ...COUNTING,
  'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz',
  // QWERTZ, QWERTY and AZERTY by row, digits and signs included
  '^1234567890ß´',
  'qwertzuiopü+',
  'asdfghjklöä#',
  '<yxcvbnm,.-',
  'qwertyuiop[]',
  "asdfghjkl;'",
  'zxcvbnm,./',
  '²&é"\'(-è_çà)=',
  'azertyuiop^$',
  'qsdfghjklmù*',
  'wxcvbn,;:!',
  '!"§$%&/()=?',
  '!@#$%^&*()_+',
  // one row into the next, and by column
  'qwertzuiopasdfghjklyxcvbnm',
  'qwertyuiopasdfghjklzxcvbnm',
  '1q2w3e4r5t6z7u8i9o0p',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5z6u7i8o9p0',
  'q1w2e3r4t5y6u7i8o9p0',
  '1qay2wsx3edc4rfv5tgb6zhn7ujm8ik,9ol.',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.',
  'qayxsw2',
  'qazxsw2',
  'qaywsxedcrfvtgbzhnujm',
  'qazwsxedcrfvtgbyhnujm',
  // the number pad
  '147258369',
  '789456123',
  '741852963',
  '159357',
]

const LINES = bothWays(ROWS)
const COUNTING_LINES = bothWays(COUNTING)

/** Shorter pieces of a row occur in ordinary words. */
const RUN_MIN = 4
const DIGIT_RUN_MIN = 3
const REPEAT_MIN = 3

/** One flag for each UTF-16 unit of `text`, which is in lower case: true where it belongs to a run. */
export function markRuns(text: string): boolean[] {
  const marks = Array.from({ length: text.length }, () => false)
  for (let at = 0; at < text.length; at += 1) {
    if (isRepeat(text.slice(at, at + REPEAT_MIN))) marks.fill(true, at, at + REPEAT_MIN)
    if (isPieceOf(COUNTING_LINES, text.slice(at, at + DIGIT_RUN_MIN), DIGIT_RUN_MIN)) marks.fill(true, at, at + DIGIT_RUN_MIN)
    if (isPieceOf(LINES, text.slice(at, at + RUN_MIN), RUN_MIN)) marks.fill(true, at, at + RUN_MIN)
  }
  return marks
}

function bothWays(rows: readonly string[]): string {
  return rows.flatMap((row) => [row, [...row].reverse().join('')]).join('\n')
}

function isPieceOf(lines: string, piece: string, length: number): boolean {
  return piece.length === length && !piece.includes('\n') && lines.includes(piece)
}

function isRepeat(piece: string): boolean {
  return piece.length === REPEAT_MIN && new Set(piece).size === 1
}
