// What was handed over proves no mailbox: an address is typed or kept, and a code mailed there is typed.

import {
  EMAIL_PROOF_TRIES,
  FoyerError,
  isFoyerError,
  type Person,
  parseAddress,
  pendingProof,
  proveTypedAddress,
  readTypedCode,
  suggestDomain,
  TYPED_REVISION,
  typeAddress,
} from '@foyer/core'
import { decisionContext } from '../../deps.ts'
import type { Turn } from '../act-on-flow.ts'
import type { FlowState, Place } from '../flow-state.ts'
import { countMail, requireAdmitted } from '../limits.ts'
import { holderName, holderOf } from '../open-activation.ts'

type Activation = Extract<Place, { at: 'activation' }>

/** Mails a code to the address typed. @throws FoyerError `email_unsupported`, `invalid_input`, `too_many_addresses`, `managing_by_mail_only`, `email_confirmed`. */
export const giveEmail = async (turn: Turn<{ email: string; sure?: boolean | undefined }>): Promise<FlowState> => {
  const address = parseAddress(turn.input.email)
  const [local = '', domain = ''] = address.canonical.split('@')
  const meant = turn.input.sure === true ? null : suggestDomain(domain)
  if (meant !== null) {
    const { place } = activationOf(turn)
    return { ...turn.state, place: { ...place, doubt: { typed: address.entered, suggestion: `${local}@${meant}` } } }
  }
  return mailCode(turn, address)
}

/** Mails a code to the address on file. @throws FoyerError `email_missing`. */
export const keepEmail = async (turn: Turn<unknown>): Promise<FlowState> => {
  const { person } = turn
  if (person?.email == null) throw new FoyerError('email_missing', { userId: '' })
  return mailCode(turn, { canonical: person.email.canonical, entered: person.email.entered })
}

/** The same code again, to the same address. */
export const resendEmailCode = async (turn: Turn<unknown>): Promise<FlowState> => {
  const { person, place } = activationOf(turn)
  const typed = pendingProof(person, place.proofs)?.typedEmail ?? null
  if (typed === null) throw new FoyerError('action_not_open')
  return mailCode(turn, typed)
}

/** Five wrong tries end one code. @throws FoyerError `code_wrong`, `code_exhausted`. */
export const submitEmailCode = async (turn: Turn<{ code: string }>): Promise<FlowState> => {
  const { deps, state } = turn
  const { person, place } = activationOf(turn)
  const proof = pendingProof(person, place.proofs)
  const typed = readTypedCode(turn.input.code, 8)
  if (proof === null || proof.typedEmail === null) throw new FoyerError('action_not_open')
  const tries = await deps.store.countCodeTry(proof.id, proof.generation)
  if (tries === null || tries > EMAIL_PROOF_TRIES) throw new FoyerError('code_exhausted')
  const address = { canonical: proof.typedEmail.canonical, revision: TYPED_REVISION }
  const expected = deps.secrets.canDerive(proof) ? deps.secrets.mailCode(proof, address) : null
  if (!deps.secrets.isRight(typed ?? '', expected)) throw new FoyerError('code_wrong', { triesLeft: EMAIL_PROOF_TRIES - tries })
  try {
    const changed = await deps.store.changePerson(
      { id: person.id },
      (found, now) =>
        proveTypedAddress(
          { ...found, grants: withoutLastTry(found, proof.id) },
          place.proofs,
          decisionContext(deps, holderOf(found.id), now),
        ),
      { actor: holderName(person.id) },
    )
    if (changed === null) throw new FoyerError('flow_expired')
    return { ...state, place: { ...place, retypes: false, proofs: { ...place.proofs, provenRevision: changed.made.revision } } }
  } catch (error) {
    // Somebody else came to this address meanwhile; the screen does not say so.
    if (isFoyerError(error, 'email_taken')) throw new FoyerError('code_wrong', { triesLeft: EMAIL_PROOF_TRIES - tries }, { cause: error })
    throw error
  }
}

const mailCode = async (turn: Turn<unknown>, address: { canonical: string; entered: string }): Promise<FlowState> => {
  const { deps, state } = turn
  const { person, place } = activationOf(turn)
  const counted = await countMail(deps, address.canonical)
  requireAdmitted(counted.tallies, counted.now)
  const holder = await deps.store.loadPerson({ email: address.canonical })
  const changed = await deps.store.changePerson(
    { id: person.id },
    (found, now) =>
      typeAddress(found, place.proofs, { address, takenBy: holder?.person.id ?? null }, decisionContext(deps, holderOf(found.id), now)),
    { actor: holderName(person.id) },
  )
  if (changed === null) throw new FoyerError('flow_expired')
  deps.wakeWorkers()
  return {
    ...state,
    place: { ...place, retypes: false, doubt: null, proofs: { ...place.proofs, proofGrantId: changed.made.proofGrantId } },
  }
}

/** The try that is being judged was counted before; a right code is not held against itself. */
const withoutLastTry = (person: Person, proofId: string): Person['grants'] =>
  person.grants.map((grant) => (grant.id === proofId ? { ...grant, codeTries: Math.max(0, grant.codeTries - 1) } : grant))

const activationOf = ({ person, state }: Turn<unknown>): { person: Person; place: Activation } => {
  if (person === null || state.place.at !== 'activation') throw new FoyerError('action_not_open')
  return { person, place: state.place }
}
