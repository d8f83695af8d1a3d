// The code from the mail to a new address, typed on the holder's page: the same as the link in that mail.

import { confirmEmailChange, FoyerError, isFoyerError, MAIL_CODE_TRIES, readTypedCode } from '@foyer/core'
import { decisionContext } from '../deps.ts'
import { bucketKey } from '../flow/limits.ts'
import { holderName, holderOf } from '../flow/open-activation.ts'
import type { AccountSession } from './account-session.ts'

const DAY_MS = 86_400_000

/**
 * Five tries a day, counted alike whether an address waits or the mail went to somebody who has it already; the link lives on.
 * @throws FoyerError `code_wrong`, `code_exhausted`.
 */
export const confirmOwnEmail = async ({ deps, person }: AccountSession, input: { code: string }): Promise<null> => {
  const key = bucketKey(deps.keys, 'email-change-code', person.id)
  const { tallies } = await deps.store.countTry([{ key, kind: 'window', windowMs: DAY_MS, max: MAIL_CODE_TRIES }])
  if (tallies[0]?.admitted !== true) throw new FoyerError('code_exhausted')
  const { waitingEmail } = person
  const grant = person.grants.find(({ purpose, endedAt }) => purpose === 'email_change' && endedAt === null) ?? null
  const expected =
    grant === null || waitingEmail === null || !deps.secrets.canDerive(grant) ? null : deps.secrets.mailCode(grant, waitingEmail)
  const wrong = () => new FoyerError('code_wrong', { triesLeft: Math.max(0, MAIL_CODE_TRIES - (tallies[0]?.count ?? 0)) })
  if (!deps.secrets.isRight(readTypedCode(input.code, 8) ?? '', expected) || grant === null || waitingEmail === null) throw wrong()
  try {
    const proof = { grantId: grant.id, generation: grant.generation, carrier: 'mail_code', revision: waitingEmail.revision } as const
    const changed = await deps.store.changePerson(
      { id: person.id },
      (found, now) => confirmEmailChange(found, proof, decisionContext(deps, holderOf(found.id), now)),
      { actor: holderName(person.id) },
    )
    if (changed === null) throw new FoyerError('unauthenticated')
  } catch (error) {
    // Over, replaced, or somebody else came to this address meanwhile: the page does not tell them apart.
    if (isFoyerError(error, 'email_taken', 'link_expired', 'link_invalid')) throw wrong()
    throw error
  }
  await deps.store.clearTries([key])
  deps.wakeWorkers()
  return null
}
