// Lets one command happen: to core, as the server would put it, and to the model, as the lifecycle has it.

import type { Role } from '@foyer/contract'
import { grantAccess, withdrawAccess } from '../access/change-access.ts'
import { changeEmail, clearBounce, sendConfirmation } from '../account/change-email.ts'
import { requestEmailChange } from '../account/change-own-email.ts'
import { updatePerson } from '../account/create-person.ts'
import { deactivatePerson, deletePerson, endAccountWhenDue, reactivatePerson } from '../account/deactivate.ts'
import { markBounced } from '../account/mark-bounced.ts'
import { address } from '../account/person.fixture.ts'
import { refuseAddress } from '../account/refuse-address.ts'
import { resetAccess } from '../account/reset-access.ts'
import { saveOwnProfile } from '../activation/activate.ts'
import { handOverInvitation, type InitialPasswordInput, sendInvitation } from '../invitation/invite.ts'
import { renewInvitation, revokeInvitation } from '../invitation/renew-revoke.ts'
import { requestRecovery, sendRecovery } from '../recovery/recovery.ts'
import type { Command, CommandOf } from './commands.fixture.ts'
import { happenInFlow, isFlowCommand, presentSecret, walk } from './happen-in-flow.fixture.ts'
import { type Model, must } from './model.fixture.ts'
import { doorOf, withTry } from './present.fixture.ts'
import * as rules from './rules.fixture.ts'
import { act, actors, modelOf, personOf, type World } from './world.fixture.ts'

const SECOND = 1000

type Managing =
  | 'send'
  | 'handOver'
  | 'renew'
  | 'revoke'
  | 'changeEmail'
  | 'sendConfirmation'
  | 'sendRecovery'
  | 'grantAccess'
  | 'withdrawAccess'
type Happening<K extends Command['kind']> = (world: World, command: CommandOf<K>) => unknown

const password: Record<CommandOf<'send'>['way'], InitialPasswordInput | undefined> = {
  link: undefined,
  generate: { kind: 'generate' },
  chosen: { kind: 'chosen', hash: 'hash', from: 'Eva' },
}
const actorOf = (by: number) => actors[by] ?? { kind: 'system' as const }
const roleAt = (application: string, role: Role | undefined) => (rules.manages(application) ? role : undefined)
const holderOf = (who: number) => ({ kind: 'holder', userId: `p${who}` }) as const

const managing: { [K in Managing]: Happening<K> } = {
  send: (world, { who, by, application, role, days, way }) => {
    const invite = { application, role: roleAt(application, role), validDays: days }
    const input = { ...invite, initialPassword: password[way] }
    return act(
      world,
      who,
      actorOf(by),
      (of, at) => sendInvitation(of, input, at),
      (done) => rules.send(modelOf(world, who), done, { ...invite, way }),
    )
  },
  handOver: (world, { who, by, application, role, days, carriers }) => {
    const input = { application, role: roleAt(application, role), validDays: days, carriers }
    return act(
      world,
      who,
      actorOf(by),
      (of, at) => handOverInvitation(of, input, at),
      (done) => rules.handOver(modelOf(world, who), done, input),
    )
  },
  renew: (world, { who, by, days, send }) => {
    const input = { validDays: days, send }
    return act(
      world,
      who,
      actorOf(by),
      (of, at) => renewInvitation(of, input, at),
      (done) => rules.renew(modelOf(world, who), done, input),
    )
  },
  revoke: (world, { who, by }) => act(world, who, actorOf(by), revokeInvitation, () => rules.revoke(modelOf(world, who))),
  changeEmail: (world, { who, by, address: entered, send }) => {
    const email = entered === null ? null : address(entered)
    const input = { canonical: email?.canonical ?? null, send }
    return act(
      world,
      who,
      actorOf(by),
      (of, at) => changeEmail(of, { email, send }, at),
      (done) => rules.changeEmail(modelOf(world, who), done, input),
    )
  },
  sendConfirmation: (world, { who, by }) =>
    act(
      world,
      who,
      actorOf(by),
      (of, at) => sendConfirmation(of, at),
      (done) => rules.sendConfirmation(modelOf(world, who), done),
    ),
  sendRecovery: (world, { who, by }) =>
    act(
      world,
      who,
      actorOf(by),
      (of, at) => sendRecovery(of, { application: 'app' }, at),
      (done) => rules.mailRecovery(modelOf(world, who), done),
    ),
  grantAccess: (world, { who, by, application, role }) => {
    const input = { application, role: roleAt(application, role) }
    return act(
      world,
      who,
      actorOf(by),
      (of, at) => grantAccess(of, input, at),
      (done) => rules.grantAccess(modelOf(world, who), done, input),
    )
  },
  withdrawAccess: (world, { who, by, application }) =>
    act(
      world,
      who,
      actorOf(by),
      (of, at) => withdrawAccess(of, { application }, at),
      () => rules.withdrawAccess(modelOf(world, who), application),
    ),
}

const ending: { [K in 'deactivate' | 'endWhenDue' | 'reactivate' | 'reset' | 'erase' | 'rename']: Happening<K> } = {
  deactivate: (world, { who, by, inMs }) => {
    const at = inMs === 0 ? undefined : world.now + inMs
    return act(
      world,
      who,
      actorOf(by),
      (of, context) => deactivatePerson(of, { at, reason: 'r' }, context),
      () => {
        if (at === undefined) rules.deactivate(modelOf(world, who))
        else modelOf(world, who).endsAt = at
      },
    )
  },
  endWhenDue: (world, { who }) => {
    const m = modelOf(world, who)
    const isDue = m.endsAt !== null && m.endsAt <= world.now && !m.deactivated && !m.deleted
    const done = act(world, who, { kind: 'system' }, endAccountWhenDue, ({ before, after }) => {
      must(isDue === (before !== after), 'the last day ends an account once')
      if (isDue) rules.deactivate(m)
    })
    return done !== null && isDue
  },
  reactivate: (world, { who, by }) => act(world, who, actorOf(by), reactivatePerson, (done) => rules.reactivate(modelOf(world, who), done)),
  reset: (world, { who, by, address: entered, invites }) => {
    const email = entered === undefined ? undefined : entered === null ? null : address(entered)
    const invite = invites ? { application: 'app' } : undefined
    const input = { canonical: email === null ? null : email?.canonical, invite }
    return act(
      world,
      who,
      actorOf(by),
      (of, at) => resetAccess(of, { reason: 'r', email, invite }, at),
      (done) => rules.reset(modelOf(world, who), done, input),
    )
  },
  erase: (world, { who, by }) => act(world, who, actorOf(by), deletePerson, () => rules.erase(modelOf(world, who))),
  rename: (world, { who, by, externalId, asked }) => {
    const isFree = externalId === null || world.models.every((m, index) => index === who || m.externalId !== externalId)
    if (!isFree) return null
    return act(
      world,
      who,
      actorOf(by),
      (of, at) => updatePerson(of, { profile: { externalId }, renamesSignIn: asked }, at),
      ({ after }) => {
        const m = modelOf(world, who)
        const isName = m.activated && m.byNumber
        if (isName && m.externalId !== externalId)
          must(asked && externalId !== 'p@9' && (externalId !== null || m.email !== null), 'a name is changed on request')
        m.externalId = externalId
        if (isName) m.byNumber = externalId !== null
        must((after.signInName === null) === !(m.activated && m.byNumber), 'who signs in by number keeps one')
      },
    )
  },
}

const mailbox: { [K in 'askAgain' | 'bounce' | 'clearBounce' | 'refuse' | 'wrongCode' | 'saveProfile' | 'requestChange']: Happening<K> } = {
  askAgain: (world, { who }) => {
    const m = modelOf(world, who)
    const may = rules.mayAskAgain(m, world.now)
    const done = act(
      world,
      who,
      holderOf(who),
      (of, at) => requestRecovery(of, { application: 'app' }, at),
      (done, { jobs }) => {
        const isMailed = jobs.length > 0
        must(may === 'perhaps' || (may === 'yes') === isMailed, `asking again is answered by a mail: ${may}`)
        if (isMailed) rules.askAgain(m, done)
      },
    )
    return done !== null && done.jobs.length > 0
  },
  bounce: (world, { who }) => {
    const canonical = modelOf(world, who).email?.canonical ?? ''
    return act(
      world,
      who,
      { kind: 'system' },
      (of, at) => markBounced(of, { canonical }, at),
      () => markAddress(modelOf(world, who), { bounced: true }),
    )
  },
  clearBounce: (world, { who, by }) =>
    act(world, who, actorOf(by), clearBounce, () => markAddress(modelOf(world, who), { bounced: false, refused: false })),
  refuse: (world, { who, pick }) => {
    const secrets = modelOf(world, who).secrets.filter((secret) => REFUSABLE.includes(secret.purpose) && secret.address !== null)
    const secret = secrets[pick % Math.max(secrets.length, 1)]
    if (secret === undefined || doorOf(personOf(world, who), { ...secret, carrier: 'mail_link' }) === null) return null
    const { grantId, revision } = secret
    const done = act(
      world,
      who,
      { kind: 'system' },
      (of, at) => refuseAddress(of, { grantId, revision }, at),
      (done) => {
        if (done.before !== done.after) rules.refuse(modelOf(world, who), done, secret)
      },
    )
    return done !== null && done.events.length > 0
  },
  wrongCode: (world, { who, pick, times }) => {
    const m = modelOf(world, who)
    const terms = [m.invitation, m.recovery, m.change, ...m.proofs.values()]
    const person = personOf(world, who)
    const grants = [
      person.invitation,
      ...['recovery', 'email_change'].map((purpose) => person.grants.find((grant) => grant.purpose === purpose)),
    ]
    const proofs = [...m.proofs.keys()].map((typed) =>
      person.grants.find(({ typedEmail, purpose }) => purpose === 'email_proof' && typedEmail?.canonical === typed),
    )
    const at = pick % terms.length
    const [term, grant] = [terms[at], [...grants, ...proofs][at]]
    if (term == null || grant == null) return null
    for (let count = 0; count < times; count += 1) world.people[who] = withTry(personOf(world, who), grant.id)
    term.wrong += times
    return true
  },
  saveProfile: (world, { who, phone }) =>
    act(
      world,
      who,
      holderOf(who),
      (of, at) => saveOwnProfile(of, { application: 'app', fields: { phone } }, at),
      () => undefined,
    ),
  requestChange: (world, { who, address: entered }) =>
    act(
      world,
      who,
      holderOf(who),
      (of, at) => requestEmailChange(of, address(entered), at),
      (done) => rules.wait(modelOf(world, who), done, address(entered).canonical, 'holder'),
    ),
}

const REFUSABLE: readonly string[] = ['invitation', 'confirmation', 'email_proof', 'email_change']

const markAddress = ({ email }: Model, marks: { bounced?: boolean; refused?: boolean }): void => {
  if (email !== null) Object.assign(email, marks)
}

const happenings = { ...managing, ...ending, ...mailbox } as Readonly<Record<string, (world: World, command: Command) => unknown>>

/** Answers whom it concerned; `null` for everybody. */
export const happen = (world: World, command: Command): number | null => {
  world.now += SECOND
  const note = (result: unknown): void => {
    if (result !== null && result !== false) world.done.set(command.kind, (world.done.get(command.kind) ?? 0) + 1)
  }
  if (command.kind === 'wait') {
    world.now += command.ms
    note(true)
    return null
  }
  if (command.kind === 'present') note(presentSecret(world, command))
  else if (command.kind === 'walk') note(walk(world, command))
  else if (isFlowCommand(command)) {
    const flow =
      world.flows.length === 0 ? undefined : world.flows[world.flows.length - 1 - (command.pick % Math.min(world.flows.length, 5))]
    if (flow === undefined) return 0
    note(happenInFlow(world, flow, command))
    return flow.who
  } else note(happenings[command.kind]?.(world, command) ?? null)
  return 'who' in command ? command.who : null
}
