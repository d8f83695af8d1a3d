// What holders do: present a secret, and go on in the flow that it opened.

import { address, settings } from '../account/person.fixture.ts'
import { completeActivation, openActivation, outstandingLegal } from '../activation/activate.ts'
import { proveTypedAddress, typeAddress } from '../activation/prove-address.ts'
import { channelOf } from '../grant/carriers.ts'
import { acceptDocuments } from '../legal/ledger.ts'
import * as addressRules from './address-rules.fixture.ts'
import { type Command, type CommandOf, HOLDERS_TYPE } from './commands.fixture.ts'
import { isAlive, type Secret } from './model.fixture.ts'
import { doorOf, openingOf } from './present.fixture.ts'
import * as rules from './rules.fixture.ts'
import { act, type Flow, holderOf, type Landed, modelOf, personOf, type World } from './world.fixture.ts'

const FLOW_COMMANDS = ['typeAddress', 'typeMany', 'typeCode', 'goWithout', 'accept', 'complete'] as const
type FlowCommand = CommandOf<(typeof FLOW_COMMANDS)[number]>

export const isFlowCommand = (command: Command): command is FlowCommand => (FLOW_COMMANDS as readonly string[]).includes(command.kind)

/** Any secret that ever left the house for this person, or only one that lives. */
export const presentSecret = (world: World, { who, pick, living }: Pick<CommandOf<'present'>, 'who' | 'pick' | 'living'>): boolean => {
  const m = modelOf(world, who)
  const secrets = m.secrets.filter(
    (secret) => secret.purpose !== 'email_proof' && (!living || isAlive(m, secret, world.now, rules.manages)),
  )
  const secret = secrets[secrets.length - 1 - (pick % Math.max(secrets.length, 1))]
  return secret !== undefined && presentOne(world, who, secret)
}

/** A link is looked at: nothing happens, and its page waits. */
export const land = (world: World, { who, pick }: CommandOf<'land'>): boolean => {
  const m = modelOf(world, who)
  const links = m.secrets.filter(
    (secret) => secret.carrier === 'mail_link' && secret.purpose === 'invitation' && isAlive(m, secret, world.now, rules.manages),
  )
  const secret = links[pick % Math.max(links.length, 1)]
  if (secret === undefined) return false
  world.landed.push({ who, secret })
  return true
}

/** The button of a page that was opened at some time: whether its link is still right is core's to say. */
export const press = (world: World, { who, secret }: Landed): boolean =>
  act(
    world,
    who,
    holderOf(who),
    (of, at) => openActivation(of, openingOf(secret, at.now), at),
    (done) => followers.invitation?.(world, who, done, secret),
  ) !== null

const followers: Partial<Record<Secret['purpose'], (world: World, who: number, done: rules.Act, secret: Secret) => void>> = {
  invitation: (world, who, done, secret) => {
    addressRules.open(modelOf(world, who), done, secret)
    world.flows.push({ who, proofs: openingOf(secret, world.now) })
  },
  confirmation: (world, who, done, secret) => addressRules.prove(modelOf(world, who), done, secret),
  recovery: (world, who) => rules.completeRecovery(modelOf(world, who)),
  email_change: (world, who, done) => addressRules.confirmChange(modelOf(world, who), done),
  email_undo: (world, who, done, secret) => addressRules.undo(modelOf(world, who), done, secret),
}

export const presentOne = (world: World, who: number, secret: Secret): boolean => {
  const door = doorOf(personOf(world, who), secret)
  if (door === null) return false
  const uncounted = withoutTries(door, personOf(world, who))
  return act(world, who, holderOf(who), uncounted, (done) => followers[secret.purpose]?.(world, who, done, secret)) !== null
}

/** A right code costs no try. */
const withoutTries = (door: NonNullable<ReturnType<typeof doorOf>>, before: ReturnType<typeof personOf>): typeof door => {
  const tries = new Map(
    [...(before.invitation === null ? [] : [before.invitation]), ...before.grants].map((grant) => [grant.id, grant.codeTries]),
  )
  return (person, context) => {
    const decision = door(person, context)
    if (decision.events.length === 0 && decision.jobs.length === 0) return { ...decision, person }
    const restore = <G extends { id: string; codeTries: number }>(grant: G): G => ({
      ...grant,
      codeTries: tries.get(grant.id) ?? grant.codeTries,
    })
    const after = decision.person
    return {
      ...decision,
      person: { ...after, invitation: after.invitation && restore(after.invitation), grants: after.grants.map(restore) },
    }
  }
}

export const happenInFlow = (world: World, flow: Flow, command: FlowCommand): boolean => {
  if (command.kind === 'typeAddress') return type(world, flow, command.address)
  if (command.kind === 'typeMany') return HOLDERS_TYPE.filter((entered) => type(world, flow, entered)).length > 0
  if (command.kind === 'typeCode') return typeCode(world, flow, command.of)
  if (command.kind === 'accept') return accept(world, flow)
  if (command.kind === 'complete') return complete(world, flow)
  flow.proofs = { ...flow.proofs, withoutEmail: true }
  return true
}

/** Types an address, or keeps the one on file. */
const type = (world: World, flow: Flow, entered: string | null): boolean => {
  const { who } = flow
  const { email } = personOf(world, who)
  const typed = entered === null ? email : address(entered)
  if (typed === null) return false
  const other = world.people.find(({ id, email: theirs }) => id !== `p${who}` && theirs?.canonical === typed.canonical)
  const input = { address: { canonical: typed.canonical, entered: typed.entered }, takenBy: other?.id ?? null }
  const made = act(
    world,
    who,
    holderOf(who),
    (of, at) => typeAddress(of, flow.proofs, input, at),
    (done) => addressRules.typeAddress(modelOf(world, who), done, typed.canonical),
  )
  if (made !== null) flow.proofs = { ...flow.proofs, proofGrantId: made.proofGrantId }
  return made !== null
}

/** Types a code that was mailed at some time: the right one for this flow only if it is the one that the flow waits for. */
const typeCode = (world: World, flow: Flow, of: number): boolean => {
  const { who } = flow
  const m = modelOf(world, who)
  const codes = m.secrets.filter(({ purpose }) => purpose === 'email_proof')
  const secret = codes[codes.length - 1 - (of % Math.max(codes.length, 1))]
  const waiting = personOf(world, who).grants.find(({ id }) => id === flow.proofs.proofGrantId)
  const isRight = secret !== undefined && waiting?.id === secret.grantId && waiting.generation === secret.generation
  if (!isRight || channelOf(flow.proofs.carrier) === 'email') return false
  const made = act(
    world,
    who,
    holderOf(who),
    (person, at) => proveTypedAddress(person, flow.proofs, at),
    (done) => addressRules.typeCode(m, done, secret),
  )
  if (made !== null) flow.proofs = { ...flow.proofs, provenRevision: made.revision }
  return made !== null
}

const accept = (world: World, { who }: Flow): boolean => {
  const open = outstandingLegal(personOf(world, who), { settings }, 'activation')
  const documents = open.map((key) => ({ key, version: settings.legal[key]?.version ?? '', locale: 'de', sha256: null }))
  return (
    act(
      world,
      who,
      holderOf(who),
      (of, at) => acceptDocuments(of, { documents, channel: 'activation' }, at),
      () => undefined,
    ) !== null
  )
}

const complete = (world: World, { who, proofs }: Flow): boolean =>
  act(
    world,
    who,
    holderOf(who),
    (of, at) => completeActivation(of, proofs, { credential: 'password' }, at),
    (done) => {
      rules.complete(modelOf(world, who), done)
    },
  ) !== null

/** Goes the whole way by one living secret, as far as it leads. */
export const walk = (world: World, { who, pick, address: typed }: CommandOf<'walk'>): boolean => {
  const m = modelOf(world, who)
  const living = m.secrets.filter((secret) => secret.purpose === 'invitation' && isAlive(m, secret, world.now, rules.manages))
  const secret = living[pick % Math.max(living.length, 1)]
  if (secret === undefined || !presentOne(world, who, secret)) return false
  const flow = world.flows.at(-1)
  if (flow === undefined) return false
  if (channelOf(secret.carrier) === 'handover') {
    if (m.email === null && pick % 2 === 0) flow.proofs = { ...flow.proofs, withoutEmail: true }
    else if (type(world, flow, m.email === null ? typed : null)) typeCode(world, flow, 0)
  }
  accept(world, flow)
  return complete(world, flow)
}
