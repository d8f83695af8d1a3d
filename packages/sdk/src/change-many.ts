// Does one thing to many: goes on batch after batch until everybody of a selection had their turn.

import type { BulkResult, ConfigShape, OutputOf, Selection, UserRef } from '@foyer/contract'
import { randomKey, refText } from './build-request.ts'
import type { CallOptions } from './client-options.ts'
import { FoyerError } from './errors.ts'
import type { Send } from './request.ts'

export interface BulkProgress {
  done: number
  skipped: number
}

/** `timeoutMs` is for each batch of at most 50 people, not for the whole. */
export interface BulkOptions extends Omit<CallOptions, 'ifVersion'> {
  /** Says whom it would concern and whom it would leave out, and changes nothing. */
  preview?: boolean | undefined
  /** After each batch: how far it is, in this call. */
  onProgress?: ((progress: BulkProgress) => void) | undefined
}

/** References in one request. */
const REFS_AT_ONCE = 100
const MAX_SKIPPED = 10_000

type Batch = OutputOf<'invitations.sendMany'>

type ManyRoute = 'invitations.sendMany' | 'users.deactivateMany'

export async function changeMany<C extends ConfigShape>(
  send: Send,
  { route, selection, input: details }: { route: ManyRoute; selection: Selection<C>; input: object },
  { onProgress, preview = false, idempotencyKey = randomKey(), ...options }: BulkOptions = {},
): Promise<BulkResult> {
  const result: BulkResult = { done: 0, skipped: [], skippedMore: 0 }
  for (const [index, part] of partsOf(selection).entries()) {
    const before = result.done
    const key = index === 0 ? idempotencyKey : `${idempotencyKey}.${index}`
    let after: string | undefined
    do {
      const input = { ...details, selection: part, ...(preview ? { preview } : {}), ...(after === undefined ? {} : { after }) }
      const batch: Batch = await send({ route, input }, { ...options, idempotencyKey: key })
      addTo(result, batch)
      if (batch.total !== null) result.done = Math.max(result.done, before + batch.total)
      onProgress?.({ done: result.done, skipped: result.skipped.length + result.skippedMore })
      after = batch.next ?? undefined
    } while (after !== undefined)
  }
  return result
}

function addTo(result: BulkResult, { done, skipped }: Batch): void {
  result.done += done
  const room = MAX_SKIPPED - result.skipped.length
  result.skipped.push(...(skipped.slice(0, room) as BulkResult['skipped']))
  result.skippedMore += Math.max(skipped.length - room, 0)
}

/** A list in parts that fit a request; a filter as it is, checked against what would make it everybody by mistake. */
function partsOf<C extends ConfigShape>(selection: Selection<C>): (readonly UserRef[] | object)[] {
  if (!isList(selection)) {
    const { sort: _, ...filter } = selection
    for (const [key, value] of Object.entries(filter)) if (value === undefined) throw undefinedFilter(key)
    return [filter]
  }
  for (const ref of selection) refText(ref)
  const parts: UserRef[][] = []
  for (let at = 0; at < selection.length; at += REFS_AT_ONCE) parts.push(selection.slice(at, at + REFS_AT_ONCE))
  return parts
}

const isList = <C extends ConfigShape>(selection: Selection<C>): selection is readonly UserRef[] => Array.isArray(selection)

function undefinedFilter(key: string): FoyerError {
  const message = `${key} is undefined: left out, the filter would mean more people. Leave the key out to say so.`
  return new FoyerError('invalid_input', { issues: [{ path: ['selection', key], code: 'required', message }] }, { status: 422, message })
}
