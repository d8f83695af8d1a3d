// What a command is: how it is typed, and what it does with what was typed.

import * as z from 'zod'
import { CommandError, EXIT, type ExitCode } from './exit-codes.ts'
import { asTyped } from './keep-as-typed.ts'
import type { Output } from './output.ts'

export interface Command {
  /** As cac reads it, such as `keys revoke <id>`. */
  readonly usage: string
  readonly description: string
  /** Flags as cac reads them, and what they mean. */
  readonly options: readonly (readonly [flags: string, description: string])[]
  /** As typed after `foyer`, for its help. */
  readonly examples?: readonly string[]
  /** What it needs is loaded only when it runs. */
  load(): Promise<{ run: RunCommand }>
}

export type RunCommand = (typed: Typed, output: Output) => Promise<ExitCode>

export interface Typed {
  readonly arguments: readonly string[]
  /** Not checked yet: see `readOptions`. */
  readonly options: Readonly<Record<string, unknown>>
}

/** What cac made of one value: it turns digits into numbers. */
export const textOption = z.union([z.string().transform(asTyped), z.number().transform(String)], 'give one value')

/** What may be given several times. */
export const repeatedOption = z
  .union([textOption, z.array(textOption).max(100)], 'give one or several values')
  .transform((given) => (Array.isArray(given) ? given : [given]))

/** The same, with commas as well. */
export const listOption = repeatedOption.transform((given) => given.flatMap((text) => text.split(',').map((part) => part.trim())))

/** The options that a command knows. @throws CommandError that names the option */
export const readOptions = <T>(schema: z.ZodType<T>, options: Readonly<Record<string, unknown>>): T => {
  const parsed = schema.safeParse(options)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}.`)
  throw new CommandError(faults.join('\n'), EXIT.usage)
}
