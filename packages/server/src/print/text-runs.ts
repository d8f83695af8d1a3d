// A line of text in runs that one font sets in one direction, in the order in which they stand on paper.

import { type FontName, scriptOf, type Weight } from './sheet-fonts.ts'

export interface Run {
  text: string
  font: FontName
  rightToLeft: boolean
}

const STRONG = /\p{L}|\p{N}/u

/**
 * What lines of names and addresses need of the Unicode Bidirectional Algorithm (UAX #9): the first letter decides the line's direction,
 * neutral characters between two runs of one direction belong to them, and others to the line. Numbers run from left to right.
 */
export const runsOf = (text: string, weight: Weight): Run[] => {
  const characters = [...text.normalize('NFC')]
  const strong = characters.map((character) => (STRONG.test(character) ? isRightToLeft(character) : null))
  const line = strong.find((direction) => direction !== null) ?? false
  const runs: Run[] = []
  characters.forEach((character, at) => {
    const rightToLeft = strong[at] ?? neutralAt(strong, at, line)
    const last = runs.at(-1)
    if (last !== undefined && last.rightToLeft === rightToLeft) last.text += character
    else runs.push({ text: character, font: `${rightToLeft ? 'arabic' : 'latin'}-${weight}`, rightToLeft })
  })
  return line ? runs.reverse() : runs
}

const isRightToLeft = (character: string): boolean => scriptOf(character) === 'arabic' && !/\p{N}/u.test(character)

const neutralAt = (strong: readonly (boolean | null)[], at: number, line: boolean): boolean => {
  const before = strong.slice(0, at).findLast((direction) => direction !== null) ?? line
  const after = strong.slice(at + 1).find((direction) => direction !== null) ?? line
  return before === after ? before : line
}
