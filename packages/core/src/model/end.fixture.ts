// What ends an account or brings it back, and what renames it.

import { updatePerson } from '../account/create-person.ts'
import { deactivatePerson, deletePerson, endAccountWhenDue, reactivatePerson } from '../account/deactivate.ts'
import { address } from '../account/person.fixture.ts'
import type { Person } from '../account/person.ts'
import { resetAccess } from '../account/reset-access.ts'
import * as addressRules from './address-rules.fixture.ts'
import { must } from './model.fixture.ts'
import * as rules from './rules.fixture.ts'
import { act, actorOf, type Happening, modelOf } from './world.fixture.ts'

export const ending: { [K in 'deactivate' | 'endWhenDue' | 'reactivate' | 'reset' | 'erase' | 'rename']: Happening<K> } = {
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
  /** Somebody looks for those whose last day is over. */
  endWhenDue: (world, { who }) => {
    const m = modelOf(world, who)
    world.now = Math.max(world.now, m.endsAt ?? 0)
    const isDue = m.endsAt !== null && m.endsAt <= world.now && !m.deactivated && !m.deleted
    const done = act(world, who, { kind: 'system' }, endAccountWhenDue, ({ before, after }) => {
      must(isDue === (before !== after), 'the last day ends an account once')
      must(isDue === isFoundDue(before, world.now), 'those who are looked for are those who are to be ended')
      must(!isFoundDue(after, world.now), 'nobody is found a second time')
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
      (done) => addressRules.reset(modelOf(world, who), done, input),
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

/** As the database is asked: by two facts alone. */
const isFoundDue = ({ deactivatedAt, endsAt }: Person, now: number): boolean => deactivatedAt === null && endsAt !== null && endsAt <= now
