// Lets one command happen: to core, as the server would put it, and to the model, as the lifecycle has it.

import { channelOf } from '../grant/carriers.ts'
import type { Command } from './commands.fixture.ts'
import { ending } from './end.fixture.ts'
import { happenInFlow, isFlowCommand, land, presentSecret, press, walk } from './happen-in-flow.fixture.ts'
import { mailbox } from './mailbox.fixture.ts'
import { managing } from './manage.fixture.ts'
import type { Model } from './model.fixture.ts'
import { type Flow, modelOf, type World } from './world.fixture.ts'

const SECOND = 1000

const happenings = { ...managing, ...ending, ...mailbox } as Readonly<Record<string, (world: World, command: Command) => unknown>>

/** For what is rarely possible: whom it may be done to. */
const fits: Partial<Record<Command['kind'], (m: Model) => boolean>> = {
  reactivate: ({ deactivated }) => deactivated,
  endWhenDue: ({ endsAt, deactivated }) => endsAt !== null && !deactivated,
  sendRecovery: ({ activated }) => activated,
  requestChange: ({ activated }) => activated,
  renew: ({ invitation }) => invitation !== null,
  land: ({ invitation, email }) => invitation !== null && email !== null,
  changeEmail: ({ invitation, email }) => invitation !== null && email?.proven === false,
  refuse: ({ activated, secrets }) => !activated && secrets.length > 0,
}

/** The same command for the next person that it fits, if there is one. */
const aimed = <C extends Command>(world: World, command: C): C => {
  const isFit = fits[command.kind]
  if (isFit === undefined || !('who' in command)) return command
  const order = world.models.map((_, index) => (command.who + index) % world.models.length)
  const who = order.find((index) => isFit(modelOf(world, index)))
  return who === undefined ? command : { ...command, who }
}

/** Of the last flows that still lead anywhere; any, where there is none. */
const flowFor = ({ flows, people }: World, { kind, pick }: { kind: Command['kind']; pick: number }): Flow | undefined => {
  const open = flows.filter(({ who, proofs }) => {
    const { invitation } = people[who] ?? {}
    const isOpen = invitation?.id === proofs.grantId && invitation.generation === proofs.generation
    return isOpen && (!kind.startsWith('type') || channelOf(proofs.carrier) === 'handover')
  })
  const some = open.length > 0 ? open : flows
  return some[some.length - 1 - (pick % Math.max(some.length, 1))]
}

/** Answers whom it concerned; `null` for everybody. */
export const happen = (world: World, given: Command): number | null => {
  world.now += SECOND
  const command = aimed(world, given)
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
  else if (command.kind === 'land') note(land(world, command))
  else if (command.kind === 'press') {
    const page = world.landed[world.landed.length - 1 - (command.pick % Math.max(world.landed.length, 1))]
    if (page === undefined) return 0
    note(press(world, page))
    return page.who
  } else if (isFlowCommand(command)) {
    const flow = flowFor(world, command)
    if (flow === undefined) return 0
    note(happenInFlow(world, flow, command))
    return flow.who
  } else note(happenings[command.kind]?.(world, command) ?? null)
  return 'who' in command ? command.who : null
}
