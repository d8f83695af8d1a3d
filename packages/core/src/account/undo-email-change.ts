// The old mailbox takes a change of address back.

import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { draft } from '../event/draft.ts'
import { FoyerError } from '../foyer-error.ts'
import { mailRecovery } from '../recovery/recovery.ts'
import { newEmail } from './create-person.ts'
import type { GrantFacts, Person } from './person.ts'
import { type GrantProof, requireGrant } from './require-grant.ts'
import { shownAddress } from './shown-address.ts'

/**
 * The address is restored, confirmed; sessions, the password, factors made and whatever was begun since (the wish to be erased too) are ended, later changes of the address with
 * their undo too; a recovery goes to the restored address. The undo of an earlier change stays open.
 * @throws FoyerError `link_invalid`, `link_expired`.
 */
export const undoEmailChange = (person: Person, proof: GrantProof, context: Context): Decision => {
  const grant = requireGrant(person, 'email_undo', proof, context)
  const restored = grant.typedEmail ?? person.formerEmail
  if (restored === null || person.activatedAt === null) throw new FoyerError('link_invalid')
  const { now, settings } = context
  const d = draft(person, context)
  const { canonical, entered } = restored
  const setBy = grant.typedEmail?.setBy ?? 'holder'
  const revision = person.lastEmailRevision + 1
  const since = issuedAt(grant)
  const isEarlier = (item: GrantFacts) => item.purpose === 'email_undo' && formerRevision(item) < formerRevision(grant)
  const earlier = person.grants.some((item) => isEarlier(item) && item.endedAt === null && item.expiresAt > now)
  d.change({
    email: { ...newEmail({ canonical, entered }, setBy, now), issuedAt: now, confirmedAt: now },
    emailRevision: revision,
    lastEmailRevision: revision,
    waitingEmail: null,
    eraseAt: null,
    formerEmail: earlier ? person.formerEmail : null,
    credentialRevision: person.credentialRevision + 1,
    hasPassword: false,
    ...factorsBefore(person, since),
    grants: person.grants.map((item) =>
      item.endedAt !== null || isEarlier(item) ? item : { ...item, endedAt: now, endedReason: item === grant ? 'completed' : 'undone' },
    ),
  })
  d.endSessions('all')
  const values = { from: shownAddress(person, person.email, settings), to: shownAddress(person, d.person.email, settings) }
  d.event({ type: 'email.change_undone', channel: 'email', data: {}, values })
  const application = person.access.find(({ pending }) => !pending)?.application ?? ''
  mailRecovery(d, application)
  return d.done()
}

/** The revision that the address had, which is what its mail is bound to. */
const formerRevision = ({ carriers }: GrantFacts): number => carriers[0]?.revision ?? 0

/** When the change took effect: its notice was issued then. */
const issuedAt = ({ carriers, generation }: GrantFacts): number => carriers[0]?.at ?? generation

/** What was there before the change is the holder's own. */
const factorsBefore = ({ passkeys, totpSince }: Person, since: number): Pick<Person, 'passkeys' | 'totpSince'> => ({
  passkeys: passkeys.filter(({ createdAt }) => createdAt < since),
  totpSince: totpSince !== null && totpSince < since ? totpSince : null,
})
