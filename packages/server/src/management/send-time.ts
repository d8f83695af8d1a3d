// When mails leave that are asked for now, and how long nobody is asked again.

import { DAY_MS, FoyerError, type Instant, parseMoment } from '@foyer/core'
import type { ManagementDeps } from '../deps.ts'

/** Mails may be asked for this far ahead. */
const FARTHEST_MS = 30 * DAY_MS
const COOL_DOWN_DAYS = 3

/**
 * @param path where the input has it
 * @throws FoyerError `invalid_input` for what has passed or is more than 30 days ahead
 */
export const readSendAt = async (
  deps: Pick<ManagementDeps, 'config' | 'store'>,
  sendAt: string | undefined,
  path: readonly string[],
): Promise<Instant | undefined> => {
  if (sendAt === undefined) return undefined
  const at = parseMoment(sendAt, deps.config.settings.timeZone, [...path])
  const now = await deps.store.now()
  if (at <= now) throw invalid(path, 'in_the_past', 'This has passed already.')
  if (at > now + FARTHEST_MS) throw invalid(path, 'too_big', 'At most 30 days ahead.')
  return at
}

export const coolDownMs = (days: number = COOL_DOWN_DAYS): number => days * DAY_MS

const invalid = (path: readonly string[], code: string, message: string) =>
  new FoyerError('invalid_input', { issues: [{ path: [...path], code, message }] })
