// The holder asks for another address: the mail there decides, and this page never says whether somebody has it.

import { FoyerError, parseAddress, requestEmailChange, tellEmailInUse } from '@foyer/core'
import { decisionContext } from '../deps.ts'
import { countMail, requireAdmitted } from '../flow/limits.ts'
import { holderName, holderOf } from '../flow/open-activation.ts'
import type { Result } from './account-actions.ts'
import type { AccountSession } from './account-session.ts'

/** @throws FoyerError `email_unsupported`, `invalid_input`, `email_unchanged`, `rate_limited`. */
export const changeOwnEmail = async ({ deps, person, application }: AccountSession, input: { email: string }): Promise<Result> => {
  const address = parseAddress(input.email)
  if (address.canonical === person.email?.canonical) throw new FoyerError('email_unchanged')
  const counted = await countMail(deps, address.canonical)
  requireAdmitted(counted.tallies, counted.now)
  const other = await deps.store.loadPerson({ email: address.canonical })
  const changed =
    other === null
      ? await deps.store.changePerson(
          { id: person.id },
          (found, now) => requestEmailChange(found, address, decisionContext(deps, holderOf(found.id), now)),
          { actor: holderName(person.id) },
        )
      : await deps.store.changePerson(
          { id: other.person.id },
          (found, now) => tellEmailInUse(found, { application: application.key }, decisionContext(deps, { kind: 'system' }, now)),
          { actor: 'system' },
        )
  if (changed === null) throw new FoyerError('unauthenticated')
  deps.wakeWorkers()
  return { kind: 'mailed', email: address.entered }
}
