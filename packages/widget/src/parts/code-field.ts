// The field for a typed code: groups itself in fours, takes a paste whole, and reads capitals, spaces and hyphens as nothing.

import type { FieldOptions } from './field.ts'
import type { Kit } from './kit.ts'

const GROUP = 4

const plain = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')
const grouped = (code: string): string => code.match(/.{1,4}/gs)?.join(' ') ?? ''

/** The code as it is sent. */
export const readCode = (text: string): string => plain(text).toLowerCase()

export function codeField(kit: Kit, length: number, options: FieldOptions) {
  return kit.field({
    ...options,
    value: grouped(plain(options.value ?? '')),
    look: 'foyer-code',
    onInput: (event) => regroup(event, length),
  })
}

/** Sets the groups anew and leaves the caret behind the same character. */
function regroup({ target, inputType, isComposing }: InputEvent, length: number): void {
  if (isComposing) return
  const input = target as HTMLInputElement
  const { value } = input
  const caret = input.selectionStart ?? value.length
  const before = plain(value.slice(0, caret)).length
  const code = plain(value)
  // Deleting forward at the end of a group has only met the space: take the character behind it.
  const hitSpace =
    inputType === 'deleteContentForward' && before > 0 && before % GROUP === 0 && value[caret - 1] !== ' ' && isJoined(value, caret)
  const rest = hitSpace ? code.slice(0, before) + code.slice(before + 1) : code
  input.value = grouped(rest.slice(0, length))
  const position = before + Math.max(0, Math.ceil(before / GROUP) - 1)
  input.setSelectionRange(position, position)
}

/** Two groups without their space. */
const isJoined = (value: string, caret: number): boolean => caret < value.length && value[caret] !== ' '
