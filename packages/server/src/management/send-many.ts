// Invites the people of a selection by mail, a bounded batch at a call, each of them once however often a call is repeated.

import { createHash } from 'node:crypto'
import type { ErrorCode, OutputOf, ParsedInputOf, UserRef } from '@foyer/contract'
import { errorStatus } from '@foyer/contract'
import { actorName, FoyerError, isFoyerError, type Person, requireApplication, requireRole, sendInvitation } from '@foyer/core'
import { decisionContext, type ManagementDeps } from '../deps.ts'
import { seal, unseal } from '../keys/seal.ts'
import type { RememberedRequest } from '../store/request.port.ts'
import type { Caller } from './caller.ts'
import { requestStatus } from './idempotency.ts'
import { readSelection, type SelectionPlace } from './selection.ts'

type Input = ParsedInputOf<'invitations.sendMany'>
type Batch = OutputOf<'invitations.sendMany'>
type Skipped = Batch['skipped'][number]

const BATCH = 50
/** How many are invited at once. */
const ABREAST = 4

/**
 * One batch, and where to go on. The idempotency key names the whole run: whoever was invited under it is not invited again, whatever
 * became of the answer; `done` counts them all the same, and `total` at the end counts everybody of the run.
 * @throws FoyerError `application_unknown`, `role_not_applicable`, `role_too_low` for the invitation itself; `invalid_input` for a cursor of
 * another selection; `idempotency_key_reused`. What stands against one person is in `skipped`.
 */
export const sendMany = async (deps: ManagementDeps, caller: Caller, input: Input): Promise<Batch> => {
  requireInvitable(deps, caller, input.invite)
  const scope = createHash('sha256')
    .update(JSON.stringify(['invitations.sendMany', input.selection, input.invite]))
    .digest('base64url')
  const place = readPlace(deps, input.after, scope)
  const run = await startRun(deps, caller, scope)
  const { people, missing, next } = await readSelection(deps, input.selection, { place, limit: BATCH })
  const unique = [...new Map(people.map(({ person }) => [person.id, person])).values()]
  const invited =
    run === null
      ? new Set<string>()
      : await deps.store.findRequestKeys(
          run.actor,
          unique.map(({ id }) => keyFor(run, id)),
        )
  const outcomes: (Skipped | null)[] = []
  for (let at = 0; at < unique.length; at += ABREAST) {
    const row = unique.slice(at, at + ABREAST).map((person) => {
      const remember = run === null ? undefined : { ...run, key: keyFor(run, person.id) }
      return remember !== undefined && invited.has(remember.key) ? null : inviteOne(deps, caller, person, input.invite, remember)
    })
    outcomes.push(...(await settled(row)))
  }
  deps.wakeWorkers()
  const skipped = outcomes.filter((outcome): outcome is Skipped => outcome !== null)
  const nobody = missing.map((ref: UserRef): Skipped => ({ userId: null, ref, code: 'user_not_found' }))
  return {
    done: outcomes.length - skipped.length,
    skipped: [...skipped, ...nobody],
    next: next === null ? null : seal(deps.keys, 'seal/cursor', { place: next, scope }),
    total: next === null && run !== null ? await deps.store.countRequests(run.actor, `${run.key} `) : null,
  }
}

/** What would stand against everybody is said once, before anything is done. */
const requireInvitable = (deps: ManagementDeps, caller: Caller, { application: key, role }: Input['invite']): void => {
  const application = requireApplication(deps.config.settings, key)
  if (role === undefined) return
  if (!application.manages) throw new FoyerError('role_not_applicable')
  requireRole(caller.actor, role)
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

/** Null when they are invited. */
const inviteOne = async (
  deps: ManagementDeps,
  caller: Caller,
  { id }: Person,
  invite: Input['invite'],
  remember: RememberedRequest | undefined,
): Promise<Skipped | null> => {
  try {
    const changed = await deps.store.changePerson(
      { id },
      (person, now) => sendInvitation(person, invite, decisionContext(deps, caller.actor, now)),
      { actor: actorName(caller.actor), remember },
    )
    return changed === null ? { userId: id, ref: id, code: 'user_not_found' } : null
  } catch (error) {
    // The same call, come twice at once, was faster.
    if (isFoyerError(error, 'in_progress')) return null
    const code = error instanceof FoyerError ? (error.code as ErrorCode) : 'internal'
    if (errorStatus[code] < 500) return { userId: id, ref: id, code }
    throw error
  }
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
