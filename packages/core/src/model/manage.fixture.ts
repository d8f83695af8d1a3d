// What managers do to somebody who is entered or invited, and with their access.

import type { Role } from '@foyer/contract'
import { grantAccess, withdrawAccess } from '../access/change-access.ts'
import { changeEmail, sendConfirmation } from '../account/change-email.ts'
import { address } from '../account/person.fixture.ts'
import { handOverInvitation, type InitialPasswordInput, sendInvitation } from '../invitation/invite.ts'
import { renewInvitation, revokeInvitation } from '../invitation/renew-revoke.ts'
import { sendRecovery } from '../recovery/recovery.ts'
import * as addressRules from './address-rules.fixture.ts'
import type { CommandOf } from './commands.fixture.ts'
import { type Model, must } from './model.fixture.ts'
import * as rules from './rules.fixture.ts'
import { act, actorOf, type Happening, modelOf } from './world.fixture.ts'

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

const password: Record<CommandOf<'send'>['way'], InitialPasswordInput | undefined> = {
  link: undefined,
  generate: { kind: 'generate' },
  chosen: { kind: 'chosen', hash: 'hash', from: 'Eva' },
}
const roleAt = (application: string, role: Role | undefined) => (rules.manages(application) ? role : undefined)

/** Whoever shows something could use it. */
const mustMayShow = (m: Model, by: number): void => {
  const actor = actorOf(by)
  const isOwner = actor.kind === 'system' || ('role' in actor && actor.role === 'owner')
  must(isOwner || ![...m.access.keys()].some(rules.manages), 'what opens a managing application is shown by owners alone')
}

export const managing: { [K in Managing]: Happening<K> } = {
  send: (world, { who, by, application, role, days, way }) => {
    const invite = { application, role: roleAt(application, role), validDays: days }
    const input = { ...invite, initialPassword: password[way] }
    return act(
      world,
      who,
      actorOf(by),
      (of, at) => sendInvitation(of, input, at),
      (done) => {
        rules.send(modelOf(world, who), done, { ...invite, way })
        if (way === 'chosen') mustMayShow(modelOf(world, who), by)
      },
    )
  },
  handOver: (world, { who, by, application, role, days, carriers }) => {
    const input = { application, role: roleAt(application, role), validDays: days, carriers }
    return act(
      world,
      who,
      actorOf(by),
      (of, at) => handOverInvitation(of, input, at),
      (done) => {
        rules.handOver(modelOf(world, who), done, input)
        mustMayShow(modelOf(world, who), by)
      },
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
      (done) => addressRules.changeEmail(modelOf(world, who), done, input),
    )
  },
  sendConfirmation: (world, { who, by }) =>
    act(
      world,
      who,
      actorOf(by),
      (of, at) => sendConfirmation(of, at),
      (done) => addressRules.sendConfirmation(modelOf(world, who), done),
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
