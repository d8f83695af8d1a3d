// What each act does to an address, as the lifecycle has it.

import { DAY } from '../account/person.fixture.ts'
import { channelOf } from '../grant/carriers.ts'
import {
  CONFIRMATION,
  isAlive,
  isBlocked,
  issue,
  kill,
  type Model,
  mailed,
  must,
  newAddress,
  ofPurpose,
  type Secret,
  term,
  UNDO,
} from './model.fixture.ts'
import {
  type Act,
  endAll,
  endInvitation,
  grantIn,
  type Invite,
  invite,
  issueOf,
  mailInvitation,
  mailRecovery,
  manages,
  mustReach,
  send,
} from './rules.fixture.ts'

/** Puts another address, or none, on file. */
export const putOnFile = (m: Model, { after }: Act, canonical: string | null, by: 'manager' | 'holder'): void => {
  must(!m.revisions.has(after.emailRevision), 'an address gets a revision that was never used')
  m.revisions.add(after.emailRevision)
  m.email = canonical === null ? null : newAddress(canonical, by)
}

export const changeEmail = (
  m: Model,
  act: Act,
  input: { canonical: string | null; send?: 'invitation' | 'confirmation' | undefined },
): void => {
  if (m.activated) {
    must(m.email === null && m.byNumber && !isBlocked(m, act.now), 'nobody but the holder changes a confirmed address')
    if (input.canonical !== null) wait(m, act, input.canonical, 'manager')
    return
  }
  must(m.email?.proven !== true, 'nobody but the holder changes a confirmed address')
  const former = m.email?.canonical ?? null
  if (input.canonical !== former) {
    kill(m, mailed('invitation', 'confirmation'), 'address changed')
    kill(m, (secret) => secret.purpose === 'email_proof' && secret.address === former, 'address changed')
    const proof = former === null ? undefined : m.proofs.get(former)
    if (proof !== undefined) Object.assign(proof, { expiresAt: act.now, refused: false })
    m.confirmation = null
    putOnFile(m, act, input.canonical, 'manager')
    const isLeft = m.secrets.some(
      ({ purpose, carrier, dead }) =>
        dead === null && purpose === 'invitation' && channelOf(carrier) === 'handover' && carrier !== 'chosen_password',
    )
    if (input.canonical === null && m.invitation !== null && !isLeft) endInvitation(m, 'address removed')
  }
  if (input.send === 'invitation') {
    invite(m, act, { termMs: 14 * DAY, opensMore: false })
    mailInvitation(m, act, 'link')
  }
  if (input.send === 'confirmation') sendConfirmation(m, act)
}

export const sendConfirmation = (m: Model, act: Act): void => {
  mustReach(m)
  must(m.email?.proven === false && !isBlocked(m, act.now), 'only an address that nobody proved is confirmed')
  const present = m.confirmation
  if (present !== null && act.now < present.expiresAt)
    present.expiresAt = Math.max(present.expiresAt, Math.min(act.now + CONFIRMATION, present.startedAt + 90 * DAY))
  else {
    kill(m, ofPurpose('confirmation'), 'expired')
    m.confirmation = term(act.now, CONFIRMATION)
  }
  if (m.email !== null) m.email.issued = true
  issueOf(m, act, 'confirmation', ['mail_link'])
}

/** A mailed secret was shown: the mailbox belongs to this person, if the secret is for the address that stands there now. */
export const prove = (m: Model, act: Act, secret: Secret): void => {
  must(channelOf(secret.carrier) === 'email', 'what was handed over proves no mailbox')
  must(
    m.email?.canonical === secret.address && act.before.emailRevision === secret.revision,
    'a secret proves the address it was mailed to',
  )
  if (m.email !== null) m.email.proven = true
}

export const typeAddress = (m: Model, act: Act, canonical: string): void => {
  const known = m.proofs.get(canonical)
  if (known?.refused && act.now < known.expiresAt) return
  if (known === undefined || act.now >= known.expiresAt || known.wrong >= 5) {
    kill(m, (secret) => secret.purpose === 'email_proof' && secret.address === canonical, 'another code')
    m.proofs.set(canonical, { ...term(act.now, CONFIRMATION), refused: false })
  }
  must(m.proofs.size <= 5, 'codes of one generation go to five addresses')
  const grant = act.after.grants.find(({ typedEmail, endedAt }) => endedAt === null && typedEmail?.canonical === canonical)
  must(grant !== undefined, 'the typed address waits for its code')
  if (grant !== undefined) issue(m, 'email_proof', grant, ['mail_code'], { canonical, revision: 0 })
}

export const typeCode = (m: Model, act: Act, secret: Secret): void => {
  must(isAlive(m, secret, act.now, manages), 'only a living code counts')
  if (m.email?.canonical !== secret.address) {
    must(m.email?.proven !== true, 'a proven address is never replaced while activating')
    must(m.email === null || ![...m.access.keys()].some(manages), 'the address of a managing invitation is not corrected')
    kill(m, mailed('invitation', 'confirmation'), 'address changed')
    m.confirmation = null
    putOnFile(m, act, secret.address, 'holder')
  }
  if (m.email !== null) Object.assign(m.email, { proven: true, issued: true })
}

export const wait = (m: Model, act: Act, canonical: string, by: 'manager' | 'holder'): void => {
  must(m.activated && !isBlocked(m, act.now), 'only somebody online has an address that waits')
  kill(m, ofPurpose('email_change'), 'replaced')
  m.waiting = { canonical, by }
  m.change = term(act.now, CONFIRMATION)
  const revision = act.after.waitingEmail?.revision ?? -1
  must(!m.revisions.has(revision), 'an address that waits has a revision of its own')
  issue(m, 'email_change', grantIn(act.after, 'email_change'), ['mail_link', 'mail_code'], { canonical, revision })
}

export const confirmChange = (m: Model, act: Act): void => {
  const { waiting, email } = m
  must(waiting !== null, 'only an address that waits is confirmed')
  if (waiting === null) return
  kill(m, ofPurpose('email_change', 'recovery'), 'address changed')
  m.change = null
  m.recovery = null
  m.waiting = null
  putOnFile(m, act, waiting.canonical, waiting.by)
  if (m.email !== null) Object.assign(m.email, { proven: true, issued: true })
  if (email === null) return
  const undo = act.after.grants.find(({ purpose, id }) => purpose === 'email_undo' && !act.before.grants.some((item) => item.id === id))
  must(undo !== undefined, 'the old mailbox may undo')
  if (undo === undefined) return
  m.undos.push({ canonical: email.canonical, by: email.by, until: act.now + UNDO, grantId: undo.id })
  issue(m, 'email_undo', undo, ['mail_link'], { canonical: email.canonical, revision: act.before.emailRevision })
}

export const undo = (m: Model, act: Act, secret: Secret): void => {
  const at = m.undos.findIndex(({ grantId }) => grantId === secret.grantId)
  const restored = m.undos[at]
  must(restored !== undefined, 'only what can be undone is undone')
  if (restored === undefined) return
  const earlier = m.undos.slice(0, at)
  const staysOpen = ({ grantId }: Secret) => earlier.some((item) => item.grantId === grantId)
  kill(m, (item) => !staysOpen(item), 'undone')
  Object.assign(m, { undos: earlier, waiting: null, change: null, recovery: null })
  putOnFile(m, act, restored.canonical, restored.by)
  if (m.email !== null) Object.assign(m.email, { proven: true, issued: true })
  mailRecovery(m, act)
}

export const refuse = (m: Model, act: Act, secret: Secret): void => {
  if (secret.purpose === 'email_change') {
    kill(m, ofPurpose('email_change'), 'no')
    m.change = null
    m.waiting = null
    return
  }
  const isTyped = secret.purpose === 'email_proof' && secret.address !== m.email?.canonical
  if (isTyped) {
    const proof = m.proofs.get(secret.address ?? '')
    kill(m, (item) => item.purpose === 'email_proof' && item.address === secret.address, 'no')
    if (proof !== undefined) Object.assign(proof, { refused: true, expiresAt: proof.startedAt + 90 * DAY })
    return
  }
  if (m.email === null || m.email.proven || m.email.refused) return
  kill(m, mailed('invitation'), 'refused')
  kill(m, ofPurpose('confirmation'), 'no')
  kill(m, (item) => item.purpose === 'email_proof' && item.address === m.email?.canonical, 'no')
  const proof = m.proofs.get(m.email.canonical)
  if (proof !== undefined) proof.expiresAt = act.now
  m.confirmation = null
  m.email.refused = true
}

export const open = (m: Model, act: Act, secret: Secret): void => {
  must(isAlive(m, secret, act.now, manages), 'only a living secret opens')
  if (channelOf(secret.carrier) === 'email') prove(m, act, secret)
}

export const reset = (m: Model, act: Act, input: { canonical: string | null | undefined; invite: Invite | undefined }): void => {
  must(m.activated || m.email?.proven === true, 'only what was proven is reset')
  const kept = m.email
  endAll(m, 'reset')
  Object.assign(m, { activated: false, byNumber: false, completions: 0 })
  if (input.canonical === undefined) putOnFile(m, act, kept?.canonical ?? null, kept?.by ?? 'manager')
  else putOnFile(m, act, input.canonical, 'manager')
  if (input.invite === undefined) {
    m.access.clear()
    return
  }
  for (const item of m.access.values()) item.pending = true
  send(m, act, { ...input.invite, way: 'link' })
}
