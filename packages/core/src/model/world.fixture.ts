// A small organisation in which anything may happen: people as core has them, beside what the lifecycle says about them.

import { isDeepStrictEqual } from 'node:util'
import type { Actor } from '../access/actor.ts'
import { actorRank, personRank, roleRank } from '../access/roles.ts'
import { createPerson } from '../account/create-person.ts'
import { address, START, settings, stored } from '../account/person.fixture.ts'
import type { GrantFacts, Person } from '../account/person.ts'
import type { ActivationProofs } from '../activation/proofs.ts'
import type { Context } from '../event/context.ts'
import type { Decision } from '../event/decision.ts'
import type { MailIntent } from '../event/mails.ts'
import { FoyerError } from '../foyer-error.ts'
import type { Command, CommandOf } from './commands.fixture.ts'
import { type Model, must, newModel, type Secret } from './model.fixture.ts'
import type { Act } from './rules.fixture.ts'

export interface Flow {
  who: number
  proofs: ActivationProofs
}

/** A mailed link's page is open in somebody's browser; its button was not pressed yet. */
export interface Landed {
  who: number
  secret: Secret
}

export interface World {
  now: number
  people: Person[]
  models: Model[]
  landed: Landed[]
  flows: Flow[]
  /** Mails that a slow sender still has before it. */
  mails: { who: number; intent: MailIntent }[]
  /** The highest generation of each grant so far. */
  generations: Map<string, number>
  /** How often each act succeeded. */
  done: Map<string, number>
  names: number
}

export const OWNER = 'p0'
export const MANAGER = 'p1'

/** The first two are also somebody who acts. */
export const actors: readonly Actor[] = [
  { kind: 'user', userId: OWNER, role: 'owner' },
  { kind: 'user', userId: MANAGER, role: 'manager' },
  { kind: 'user', userId: 'h', role: 'helper' },
  { kind: 'user', userId: 'v', role: 'viewer' },
  { kind: 'holder', userId: 'p2' },
  { kind: 'api_key', keyId: 'k', role: 'manager' },
  { kind: 'api_key', keyId: 'o', role: 'owner' },
  { kind: 'system' },
]

export const actorOf = (by: number): Actor => actors[by] ?? { kind: 'system' }
export const holderOf = (who: number): Actor => ({ kind: 'holder', userId: `p${who}` })

/** Answers `null` or false where nothing came of it. */
export type Happening<K extends Command['kind']> = (world: World, command: CommandOf<K>) => unknown

const people = [
  { email: 'p0@firma.example', externalId: null },
  { email: 'p1@firma.example', externalId: 'P-1' },
  { email: null, externalId: 'P-2' },
  { email: null, externalId: 'P-3' },
] as const

export const newWorld = (): World => {
  const world: World = {
    now: START,
    people: [],
    models: [],
    landed: [],
    flows: [],
    mails: [],
    generations: new Map(),
    done: new Map(),
    names: 0,
  }
  for (const [index, { email, externalId }] of people.entries()) {
    const input = { id: `p${index}`, profile: { externalId }, email: email === null ? null : address(email), endsAt: null }
    world.people.push(stored(createPerson(input, contextOf(world, { kind: 'system' }))))
    world.models.push(newModel(email, externalId))
  }
  return world
}

export const personOf = (world: World, who: number): Person => world.people[who] as Person
export const modelOf = (world: World, who: number): Model => world.models[who] as Model

export const contextOf = (world: World, actor: Actor): Context => {
  world.names += 1
  const name = world.names.toString(16)
  return freeze({
    now: world.now,
    actor,
    settings,
    keyId: 'k1',
    fresh: { grantId: name.padStart(16, '0'), locator: name.padStart(6, 'x') },
  })
}

type Deciding = Decision | { decision: Decision }
type Work<D extends Deciding> = (person: Person, context: Context) => D

export const decisionIn = (made: Deciding): Decision => ('decision' in made ? made.decision : made)

/** Decides twice on frozen facts: a decision depends on nothing else and changes none of them. */
export const decide = <D extends Deciding>(person: Person, context: Context, work: Work<D>): D | FoyerError => {
  freeze(person)
  const [first, second] = [attempt(() => work(person, context)), attempt(() => work(person, context))]
  if (first instanceof FoyerError || second instanceof FoyerError)
    must(first instanceof FoyerError && second instanceof FoyerError && first.code === second.code, 'a decision throws the same twice')
  else must(isDeepStrictEqual(first, second), 'a decision is the same twice')
  return first
}

/** Most acts are refused, and a stack trace for each of them would be most of the work. */
export const attempt = <D>(work: () => D): D | FoyerError => {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  try {
    return work()
  } catch (error) {
    if (error instanceof FoyerError) return error
    throw error
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

/**
 * Decides, writes as the store does, and has the model follow. Answers what was decided; `null` when core, or the store for an address
 * that somebody else has, refused it.
 */
export const act = <D extends Deciding>(
  world: World,
  who: number,
  actor: Actor,
  work: Work<D>,
  rule: (act: Act, made: D) => void,
): D | null => {
  const before = personOf(world, who)
  const context = contextOf(world, actor)
  const made = decide(before, context, work)
  if (made instanceof FoyerError) return null
  const decision = decisionIn(made)
  if (isTaken(world, who, decision.person)) return null
  const isManaging = actor.kind === 'user' || actor.kind === 'api_key'
  if (isManaging) {
    must(actorRank(actor) >= roleRank.manager || decision.person.access === before.access, 'a helper gives no access')
    must(actorRank(actor) >= personRank(before.access), 'nobody acts on a person above their own role')
    must(actorRank(actor) >= personRank(decision.person.access), 'nobody gives a role above their own')
  }
  checkDecision(before, decision)
  const after = decision.person === before ? before : stored(decision)
  for (const grant of openGrants(after)) checkGeneration(world, before, grant)
  world.people[who] = after
  for (const job of decision.jobs) if (job.type === 'mail') world.mails.push({ who: recipient(job.userId, who), intent: job.intent })
  rule({ now: world.now, before, after }, made)
  return made
}

export const openGrants = (person: Person): GrantFacts[] => [...(person.invitation === null ? [] : [person.invitation]), ...person.grants]

const recipient = (userId: string | undefined, who: number): number => (userId === undefined ? who : Number(userId.slice(1)))

/** One address belongs to one person, also while its change can be undone. */
const isTaken = (world: World, who: number, { email }: Person): boolean =>
  email !== null &&
  email.canonical !== personOf(world, who).email?.canonical &&
  world.people.some(
    (other, index) =>
      index !== who &&
      (other.email?.canonical === email.canonical ||
        (other.formerEmail?.canonical === email.canonical && other.formerEmail.undoUntil > world.now)),
  )

const checkDecision = (before: Person, { person, events, jobs }: Decision): void => {
  must(person === before ? events.length === 0 : events.length > 0, 'every change has its event, and no event comes without a change')
  must(person !== before || jobs.every(({ type }) => type === 'mail'), 'only a mail is repeated without a change')
  must(new Set(jobs.map(({ dedupe }) => dedupe)).size === jobs.length, 'jobs have keys of their own')
  must(!JSON.stringify(events.map(({ data }) => data)).includes('@'), 'what is personal stands apart in events')
  const maySee = [before, person].some(({ access }) => access.some(({ application }) => application === 'intranet'))
  must(
    maySee || !JSON.stringify(events.map(({ values }) => values)).includes('geheim'),
    'an address that the holder typed is masked in events',
  )
}

const checkGeneration = (world: World, before: Person, grant: GrantFacts): void => {
  const known = openGrants(before).find(({ id }) => id === grant.id)
  const highest = world.generations.get(grant.id) ?? 0
  must(known?.generation === grant.generation || grant.generation > highest, 'generations rise strictly')
  world.generations.set(grant.id, Math.max(highest, grant.generation))
}

const frozen = new WeakSet<object>()

/** Everything below `settings` is frozen once. */
export const freeze = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || frozen.has(value)) return value
  frozen.add(value)
  Object.freeze(value)
  for (const part of Object.values(value)) freeze(part)
  return value
}
