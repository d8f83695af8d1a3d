// The ledger of mails, newest first.

import { createHash } from 'node:crypto'
import type { OutputOf, ParsedInputOf } from '@foyer/contract'
import { FoyerError } from '@foyer/core'
import type { ManagementDeps } from '../deps.ts'
import { seal, unseal } from '../keys/seal.ts'
import type { MailFilter, MailRecord } from '../store/mail.port.ts'
import { isoText } from './iso-text.ts'

const DEFAULT_LIMIT = 50

interface Cursor {
  before: number
  /** The filter, as a hash. */
  scope: string
}

/** @throws FoyerError `invalid_input` for a cursor that was not made for this filter */
export const listMails = async (deps: ManagementDeps, query: ParsedInputOf<'mails.list'>): Promise<OutputOf<'mails.list'>> => {
  const { after, limit = DEFAULT_LIMIT, userId } = query
  const filter: MailFilter = { userId, state: listOf(query.state), kind: listOf(query.kind) }
  const scope = createHash('sha256').update(JSON.stringify(filter)).digest('base64url').slice(0, 22)
  const page = await deps.store.listMails(filter, { after: readCursor(deps, after, scope), limit })
  const next = page.next === null ? null : seal(deps.keys, 'seal/cursor', { before: page.next, scope } satisfies Cursor)
  return { items: page.items.map(mailView), next }
}

const mailView = (mail: MailRecord): OutputOf<'mails.list'>['items'][number] => ({
  id: mail.token,
  userId: mail.userId,
  name: mail.name,
  kind: mail.kind,
  state: mail.state,
  toOtherAddress: mail.toOtherAddress,
  queuedAt: isoText(mail.queuedAt),
  sentAt: mail.sentAt === null ? null : isoText(mail.sentAt),
  stateAt: isoText(mail.stateAt),
  reason: mail.reason,
})

const listOf = <T>(value: T | readonly T[] | undefined): readonly T[] | undefined =>
  value === undefined ? undefined : Array.isArray(value) ? value : [value as T]

const readCursor = (deps: ManagementDeps, text: string | undefined, scope: string): number | undefined => {
  if (text === undefined) return undefined
  const cursor = unseal(deps.keys, 'seal/cursor', text) as Partial<Cursor> | undefined
  if (cursor?.scope === scope && typeof cursor.before === 'number') return cursor.before
  throw new FoyerError('invalid_input', {
    issues: [{ path: ['after'], code: 'invalid', message: 'This cursor does not belong to this list.' }],
  })
}
