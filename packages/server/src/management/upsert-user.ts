// Create or change by the organisation's own number: what a nightly sync calls for everybody.

import type { OutputOf, ParsedInputOf } from '@foyer/contract'
import { managementContract } from '@foyer/contract/management'
import { type Context, changeEmail, type Decision, FoyerError, isFoyerError, type Person, parseAddress, updatePerson } from '@foyer/core'
import type { ManagementDeps } from '../deps.ts'
import { validate } from '../http/validate.ts'
import type { Caller } from './caller.ts'
import { changeUser } from './change-user.ts'
import { createUser, followedBy } from './create-user.ts'
import { findEarlier, once, requestStatus } from './idempotency.ts'
import { readEndsAt, readProfile } from './profile-input.ts'

type Upserted = OutputOf<'users.upsert'>

/**
 * What is not named stays; the address is changed only while nobody has confirmed it.
 * @throws FoyerError `email_confirmed` when the address on file is confirmed and another was given, and those of create and update.
 */
export const upsertUser = async (
  deps: ManagementDeps,
  caller: Caller,
  ref: string,
  input: ParsedInputOf<'users.upsert'>,
): Promise<Upserted> => {
  const externalId = readExternalId(ref)
  let outcome: Upserted['outcome'] | null = null
  const user = await once(deps, caller, async () => {
    const done = await createOrChange(deps, caller, ref, externalId, input)
    outcome = done.outcome
    return done.user
  })
  return { outcome: outcome ?? (await earlierOutcome(deps, caller)), user }
}

/** What the request did when it came for the first time. */
const earlierOutcome = async (deps: ManagementDeps, caller: Caller): Promise<Upserted['outcome']> => {
  const earlier = await findEarlier(deps, caller)
  if (earlier?.status === requestStatus.created) return 'created'
  return earlier?.status === requestStatus.updated ? 'updated' : 'unchanged'
}

const createOrChange = async (
  deps: ManagementDeps,
  caller: Caller,
  ref: string,
  externalId: string,
  input: ParsedInputOf<'users.upsert'>,
): Promise<Upserted> => {
  const found = await deps.store.loadPerson({ externalId })
  if (found !== null) return change(deps, caller, ref, input, found.person)
  try {
    return { outcome: 'created', user: await createUser(deps, caller, { ...input, externalId }) }
  } catch (error) {
    // Somebody else entered the same number in between, perhaps with the same address.
    const now = isFoyerError(error, 'external_id_taken', 'email_taken') ? await deps.store.loadPerson({ externalId }) : null
    if (now === null) throw error
    return change(deps, caller, ref, input, now.person)
  }
}

/** @throws FoyerError `invalid_input` for what could not be entered as an external id either. */
const readExternalId = (ref: string): string => {
  const given = ref.startsWith('external:') ? ref.slice('external:'.length) : null
  const { externalId } = validate(managementContract['users.create'].input.pick({ externalId: true }), { externalId: given })
  if (externalId != null) return externalId
  throw new FoyerError('invalid_input', {
    issues: [{ path: ['externalId'], code: 'required', message: 'Name the person by external id.' }],
  })
}

const change = async (
  deps: ManagementDeps,
  caller: Caller,
  ref: string,
  input: ParsedInputOf<'users.upsert'>,
  before: Person,
): Promise<Upserted> => {
  const address = input.email == null || input.email.trim() === '' ? null : parseAddress(input.email)
  const user = await changeUser(deps, caller, ref, (person, context) => {
    const profile = readProfile(deps, input, person.profile.fields)
    const details = updatePerson(person, { profile, endsAt: readEndsAt(deps, input.endsAt) }, context)
    return input.email === undefined ? details : withAddress(details, address, context)
  })
  return { outcome: user.version === before.version ? 'unchanged' : 'updated', user }
}

const withAddress = (decision: Decision, address: ReturnType<typeof parseAddress> | null, context: Context): Decision => {
  if (decision.person.email?.canonical === address?.canonical) return decision
  return followedBy(decision, changeEmail(decision.person, { email: address }, context))
}
