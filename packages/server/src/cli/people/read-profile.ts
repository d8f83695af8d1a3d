// Reads the flags that say what is on file about a person.

import type * as z from 'zod'
import { repeatedOption, textOption } from '../command.ts'
import { CommandError, EXIT } from '../exit-codes.ts'

/** For `readOptions`, beside a command's own. */
export const profileShape = {
  firstName: textOption.optional(),
  lastName: textOption.optional(),
  location: textOption.optional(),
  department: textOption.optional(),
  position: textOption.optional(),
  locale: textOption.optional(),
  ends: textOption.optional(),
  field: repeatedOption.optional(),
}

type Given = z.output<z.ZodObject<typeof profileShape>>

/** What was named; an empty value clears. */
export const profileOf = ({ ends, field, ...named }: Given): Record<string, unknown> => {
  const lines = Object.entries(named).flatMap(([key, value]) => (value === undefined ? [] : [[key, value === '' ? null : value]]))
  return {
    ...Object.fromEntries(lines),
    ...(ends === undefined ? {} : { endsAt: ends === '' ? null : ends }),
    ...(field === undefined ? {} : { fields: Object.fromEntries(field.map(readField)) }),
  }
}

const readField = (text: string): [string, unknown] => {
  const [, key, value = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? []
  if (key === undefined) throw new CommandError(`--field: give a key and a value, such as --field shirtSize=M.`, EXIT.usage)
  return [key, value === '' ? null : readValue(value)]
}

const readValue = (text: string): unknown => {
  if (!/^(true|false|-?\d+(\.\d+)?|\[.*\])$/s.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
