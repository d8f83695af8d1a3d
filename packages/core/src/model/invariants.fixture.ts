// What must hold of a person after everything that happens.

import type { ErrorCode, UserAction } from '@foyer/contract'
import type { Actor } from '../access/actor.ts'
import { grantAccess, withdrawAccess } from '../access/change-access.ts'
import { changeEmail, sendConfirmation } from '../account/change-email.ts'
import { deactivatePerson, deletePerson, reactivatePerson } from '../account/deactivate.ts'
import { blockedBy, userActions } from '../account/guards.ts'
import { address, settings } from '../account/person.fixture.ts'
import type { Person } from '../account/person.ts'
import { resetAccess } from '../account/reset-access.ts'
import { accountStatus, emailStatus, isLegalPair } from '../account/status.ts'
import { completeActivation } from '../activation/activate.ts'
import { activationStep } from '../activation/next-step.ts'
import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import { type MailIntent, mailRules, mailVerdict } from '../event/mails.ts'
import { FoyerError } from '../foyer-error.ts'
import { handOverInvitation, sendInvitation } from '../invitation/invite.ts'
import { renewInvitation, revokeInvitation } from '../invitation/renew-revoke.ts'
import { sendRecovery } from '../recovery/recovery.ts'
import { accountStatusOf, derivable, emailStatusOf, isAlive, isSame, isStopped, type Model, must } from './model.fixture.ts'
import { boundTo, doorOf } from './present.fixture.ts'
import { manages } from './rules.fixture.ts'
import { attempt, contextOf, decide, modelOf, openGrants, personOf, type World } from './world.fixture.ts'

/** Everything about one person; `actor` is who asks what they may do. */
export const checkPerson = (world: World, who: number, actor: Actor): void => {
  const [person, model] = [personOf(world, who), modelOf(world, who)]
  checkStatuses(person, model, world.now)
  checkAccess(person, model)
  checkSecrets(world, who)
  checkFlows(world, who)
  checkMails(world, who)
  for (const action of userActions) checkAction(world, person, actor, action)
}

const checkStatuses = (person: Person, model: Model, now: number): void => {
  const [account, email] = [accountStatus(person), emailStatus(person.email)]
  must(isLegalPair(account, email, person.signInName !== null), `${account}/${email} is a legal pair`)
  must(account === accountStatusOf(model), `the account is ${accountStatusOf(model)}, not ${account}`)
  must(email === emailStatusOf(model), `the address is ${emailStatusOf(model)}, not ${email}`)
  must((person.email?.canonical ?? null) === (model.email?.canonical ?? null), 'the address on file is the one that was set last')
  must((person.email?.setBy ?? null) === (model.email?.by ?? null), 'it is known who typed the address')
  must((person.waitingEmail?.canonical ?? null) === (model.waiting?.canonical ?? null), 'an address waits while its grant is open')
  const [first] = model.undos
  const isReserved = person.formerEmail !== null && person.formerEmail.undoUntil > now
  if (isReserved)
    must(
      model.undos.some(({ canonical }) => canonical === person.formerEmail?.canonical),
      'only what can be undone is reserved',
    )
  else must(first === undefined || first.until <= now, 'the first address that can be brought back is reserved')
  must((person.signInName !== null) === (model.activated && model.byNumber), 'a number is a name only for whoever went online by it')
  must((person.invitation?.expiresAt ?? null) === (model.invitation?.expiresAt ?? null), 'the invitation has the term it was given')
}

const checkAccess = (person: Person, model: Model): void => {
  const got = person.access.map(({ application, role, pending }) => `${application} ${role} ${pending}`).sort()
  const wanted = [...model.access].map(([application, { role, pending }]) => `${application} ${role} ${pending}`).sort()
  must(got.join() === wanted.join(), `access is ${wanted.join()}, not ${got.join()}`)
  must(
    person.access.every(({ pending }) => pending === (person.activatedAt === null)),
    'access is pending until the invitation is completed',
  )
  must(person.activatedAt !== null || person.invitation !== null || person.access.length === 0, 'without an invitation nothing is pending')
}

/** Of all that ever left the house, and all that could be derived, exactly what should live opens. */
const checkSecrets = (world: World, who: number): void => {
  const [person, model] = [personOf(world, who), modelOf(world, who)]
  const couldBe = openGrants(person).flatMap((grant) => derivable(grant.purpose, grant, boundTo(person, grant)))
  const neverIssued = couldBe.filter((secret) => !model.secrets.some((known) => isSame(known, secret)))
  for (const secret of [...model.secrets, ...neverIssued.map((item) => ({ ...item, dead: 'never issued' }))]) {
    const door = doorOf(person, secret)
    const opens = door !== null && !(decide(person, contextOf(world, { kind: 'holder', userId: person.id }), door) instanceof FoyerError)
    // A code for a typed address is shown inside an activation: without one there is no place for it.
    if (secret.purpose === 'email_proof' && door === null) continue
    const lives = isAlive(model, secret, world.now, manages)
    must(opens === lives, `${secret.purpose} by ${secret.carrier} ${lives ? 'opens' : `opens nothing (${secret.dead ?? 'over'})`}`)
  }
}

/** The step says what can be done. */
const checkFlows = (world: World, who: number): void => {
  const person = personOf(world, who)
  for (const { proofs } of world.flows.filter((flow) => flow.who === who).slice(-4)) {
    const context = contextOf(world, { kind: 'holder', userId: person.id })
    const isLast = activationStep(person, proofs, { settings, now: world.now }).name === 'set_password'
    const done = decide(person, context, (of, at) => completeActivation(of, proofs, { credential: 'password' }, at))
    must(isLast === !(done instanceof FoyerError), 'the password is asked for exactly when it may be set')
  }
}

/** No mail goes where nobody is, and what stands in one that goes out opens. */
const checkMails = (world: World, who: number): void => {
  const [person, model] = [personOf(world, who), modelOf(world, who)]
  for (const { intent } of world.mails.filter((mail) => mail.who === who).slice(-8)) {
    if (mailVerdict(person, intent, world.now) === 'drop') continue
    const { toAddressOnFile, toUnproved } = mailRules[intent.kind]
    must(!model.deleted, 'nothing is mailed to somebody who was erased')
    if (toAddressOnFile) {
      must(model.email !== null && !isStopped(model.email), 'nothing is mailed where nothing arrives')
      must(toUnproved || model.email?.proven === true, `${intent.kind} goes to proven addresses alone`)
    }
    const carrier = carrierIn(intent)
    if (carrier === null || !('grantId' in intent)) continue
    const secret = model.secrets.findLast(
      (item) => item.grantId === intent.grantId && item.generation === intent.generation && item.carrier === carrier,
    )
    const isMeant = secret !== undefined && (!toAddressOnFile || secret.address === null || secret.address === model.email?.canonical)
    must(isMeant && isAlive(model, secret, world.now, manages), `what stands in ${intent.kind} opens`)
  }
}

const carrierIn = (intent: MailIntent) => {
  if (intent.kind === 'invitation')
    return ({ link: 'mail_link', initial_password: 'initial_password', chosen_password: 'chosen_password' } as const)[intent.with]
  if (intent.kind === 'email_code') return null
  return 'grantId' in intent ? 'mail_link' : null
}

const FREE = ['app', 'shop', 'intranet', 'plant'] as const

/** Each action with an input that nothing but the state and the role can stand against; `null` where there is none. */
const plainly: Record<UserAction, (person: Person, context: Context) => Decision | null> = {
  send: (person, context) => sendInvitation(person, { application: 'app' }, context),
  renew: (person, context) => renewInvitation(person, {}, context),
  revoke: revokeInvitation,
  handOver: (person, context) => {
    const application = person.invitation?.application ?? person.access[0]?.application ?? 'app'
    return handOverInvitation(person, { application, carriers: ['qr'] }, context)
  },
  changeEmail: (person, context) => changeEmail(person, { email: address('frisch@firma.example') }, context),
  sendConfirmation: (person, context) => sendConfirmation(person, context),
  sendRecovery: (person, context) => sendRecovery(person, { application: 'app' }, context),
  grantAccess: (person, context) => {
    const free = FREE.find((key) => !person.access.some(({ application }) => application === key))
    return free === undefined ? null : grantAccess(person, { application: free }, context)
  },
  withdrawAccess: (person, context) => withdrawAccess(person, { application: person.access[0]?.application ?? 'app' }, context),
  deactivate: (person, context) => deactivatePerson(person, {}, context),
  reactivate: reactivatePerson,
  resetAccess: (person, context) => resetAccess(person, { reason: 'model' }, context),
  delete: deletePerson,
}

/** What is offered succeeds, and what is refused is refused for the reason that was named. */
const checkAction = (world: World, person: Person, actor: Actor, action: UserAction): void => {
  const context = contextOf(world, actor)
  const code: ErrorCode | null = blockedBy(action, person, context)
  const made = attempt(() => plainly[action](person, context))
  if (made instanceof FoyerError) must(made.code === code, `${action} answers ${code}, not ${made.code}`)
  else must(made === null || code === null, `${action} is refused with ${code}`)
}
