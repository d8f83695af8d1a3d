// Does one thing to the people of a selection, a bounded batch at a call, to each of them once however often a call is repeated.

import { createHash } from 'node:crypto'
import type { ErrorCode, OutputOf, UserRef } from '@foyer/contract'
import { errorStatus } from '@foyer/contract'
import { actorName, type Context, type Decision, FoyerError, isFoyerError, type Person } from '@foyer/core'
import { decisionContext, type ManagementDeps } from '../deps.ts'
import { seal, unseal } from '../keys/seal.ts'
import type { RememberedRequest } from '../store/request.port.ts'
import type { Caller } from './caller.ts'
import { requestStatus } from './idempotency.ts'
import { readSelection, type SelectionInput, type SelectionPlace } from './selection.ts'

type Batch = OutputOf<'invitations.sendMany'>
type Skipped = Batch['skipped'][number]

const BATCH = 50
/** Looking is cheaper than doing. */
const PREVIEWED = 500
/** How many are changed at once. */
const ABREAST = 4

export interface ManyInput {
  selection: SelectionInput
  /** `next` of the answer before. */
  after?: string | undefined
  /** Says whom it would concern, and changes nothing. */
  preview?: boolean | undefined
}

export interface ManyWork {
  /** The route. */
  name: string
  /** What the run is about, beside the selection: another one is another run. */
  about: unknown
  /** @throws FoyerError what stands against this person: they are left out with its code. */
  decide: (person: Person, context: Context) => Decision
}

/**
 * One batch, and where to go on. The idempotency key names the whole run: whoever was changed under it is not changed again, whatever
 * became of the answer; `done` counts them all the same, and `total` at the end counts everybody of the run.
 * @throws FoyerError `invalid_input` for a cursor of another selection; `idempotency_key_reused`. What stands against one person is in
 * `skipped`.
 */
export const changeMany = async (deps: ManagementDeps, caller: Caller, input: ManyInput, work: ManyWork): Promise<Batch> => {
  const scope = createHash('sha256')
    .update(JSON.stringify([work.name, input.selection, work.about, input.preview === true]))
    .digest('base64url')
  const place = readPlace(deps, input.after, scope)
  const limit = input.preview === true ? PREVIEWED : BATCH
  const run = input.preview === true ? null : await startRun(deps, caller, scope)
  const { people, missing, now, next } = await readSelection(deps, input.selection, { place, limit })
  const unique = [...new Map(people.map(({ person }) => [person.id, person])).values()]
  const outcomes = input.preview === true ? previewed(deps, caller, unique, now, work) : await changed(deps, caller, unique, run, work)
  const skipped = outcomes.filter((outcome): outcome is Skipped => outcome !== null)
  const nobody = missing.map((ref: UserRef): Skipped => ({ userId: null, ref, code: 'user_not_found' }))
  return {
    done: outcomes.length - skipped.length,
    skipped: [...skipped, ...nobody],
    next: next === null ? null : seal(deps.keys, 'seal/cursor', { place: next, scope }),
    total: next === null && run !== null ? await deps.store.countRequests(run.actor, `${run.key} `) : null,
  }
}

/** What each decision would say now. */
const previewed = (
  deps: ManagementDeps,
  caller: Caller,
  people: readonly Person[],
  now: number,
  { decide }: ManyWork,
): (Skipped | null)[] => {
  const context = decisionContext(deps, caller.actor, now)
  return people.map((person) => {
    try {
      decide(person, context)
      return null
    } catch (error) {
      return skippedFor(person.id, error)
    }
  })
}

const changed = async (
  deps: ManagementDeps,
  caller: Caller,
  people: readonly Person[],
  run: RememberedRequest | null,
  work: ManyWork,
): Promise<(Skipped | null)[]> => {
  const keys = run === null ? [] : people.map(({ id }) => keyFor(run, id))
  const before = run === null ? new Set<string>() : await deps.store.findRequestKeys(run.actor, keys)
  const outcomes: (Skipped | null)[] = []
  for (let at = 0; at < people.length; at += ABREAST) {
    const row = people.slice(at, at + ABREAST).map((person) => {
      const remember = run === null ? undefined : { ...run, key: keyFor(run, person.id) }
      return remember !== undefined && before.has(remember.key) ? null : changeOne(deps, caller, person, remember, work)
    })
    outcomes.push(...(await settled(row)))
  }
  deps.wakeWorkers()
  return outcomes
}

/** Keys of callers have no blank in them, so these are never theirs. */
const keyFor = ({ key }: RememberedRequest, userId: string): string => `${key} ${userId}`

/** Notes the run under its key; null where the caller gave none. */
const startRun = async (deps: ManagementDeps, caller: Caller, scope: string): Promise<RememberedRequest | null> => {
  if (caller.idempotencyKey === undefined) return null
  const run = { actor: actorName(caller.actor), key: caller.idempotencyKey, requestHash: scope, status: requestStatus.updated }
  const earlier = (await deps.store.findRequest(run.actor, run.key)) ?? (await noted(deps, run))
  if (earlier !== null && earlier.requestHash !== scope) throw new FoyerError('idempotency_key_reused')
  return run
}

/** Null when this was the first to note it. */
const noted = async (deps: ManagementDeps, run: RememberedRequest) => {
  try {
    await deps.store.transaction((tx) => tx.rememberRequest(run, {}))
    return null
  } catch (error) {
    if (!isFoyerError(error, 'in_progress')) throw error
    return deps.store.findRequest(run.actor, run.key)
  }
}

/** Null when it is done. */
const changeOne = async (
  deps: ManagementDeps,
  caller: Caller,
  { id }: Person,
  remember: RememberedRequest | undefined,
  { decide }: ManyWork,
): Promise<Skipped | null> => {
  try {
    const done = await deps.store.changePerson({ id }, (person, now) => decide(person, decisionContext(deps, caller.actor, now)), {
      actor: actorName(caller.actor),
      remember,
    })
    return done === null ? { userId: id, ref: id, code: 'user_not_found' } : null
  } catch (error) {
    // The same call, come twice at once, was faster.
    if (isFoyerError(error, 'in_progress') || (isFoyerError(error, 'invited_lately') && (await wasDone(deps, remember)))) return null
    return skippedFor(id, error)
  }
}

const wasDone = async ({ store }: ManagementDeps, run: RememberedRequest | undefined): Promise<boolean> =>
  run !== undefined && (await store.findRequestKeys(run.actor, [run.key])).has(run.key)

/** @throws whatever is no reason against this one person */
const skippedFor = (id: string, error: unknown): Skipped => {
  const code = error instanceof FoyerError ? (error.code as ErrorCode) : 'internal'
  if (errorStatus[code] < 500) return { userId: id, ref: id, code }
  throw error
}

/** All of a row end before a failure is told, so that nothing goes on behind an answer. */
const settled = async (row: readonly (Promise<Skipped | null> | null)[]): Promise<(Skipped | null)[]> => {
  const results = await Promise.allSettled(row)
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason
    return result.value
  })
}

const readPlace = (deps: ManagementDeps, text: string | undefined, scope: string): SelectionPlace | null => {
  if (text === undefined) return null
  const cursor = unseal(deps.keys, 'seal/cursor', text) as { place: SelectionPlace; scope: string } | undefined
  if (cursor !== undefined && cursor.scope === scope) return cursor.place
  throw new FoyerError('invalid_input', {
    issues: [{ path: ['after'], code: 'invalid', message: 'This cursor does not belong to this selection.' }],
  })
}
