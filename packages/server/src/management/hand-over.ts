// Inviting in person: one secret as link, typed code and QR code. Every showing is an event.

import type { OutputOf, ParsedInputOf } from '@foyer/contract'
import { actorName, FoyerError, type GrantFacts, type HandoverCarrier, handOverInvitation, type Person } from '@foyer/core'
import { decisionContext, type ManagementDeps } from '../deps.ts'
import { qrSvg } from '../print/qr-svg.ts'
import type { Caller } from './caller.ts'
import { codeOf, handedOverGrant, linkOf } from './handed-over.ts'
import { findEarlier, remembered, requestStatus } from './idempotency.ts'
import { readUserRef } from './user-ref.ts'

/** @throws FoyerError those of `handOverInvitation`; `changed_meanwhile` when a repeated request meets a renewed invitation. */
export const handOver = async (
  deps: ManagementDeps,
  caller: Caller,
  ref: string,
  input: ParsedInputOf<'invitations.handOver'>,
): Promise<OutputOf<'invitations.handOver'>> => {
  const { person, grant } = await issueTo(deps, caller, ref, input, ['qr', 'link', 'code'])
  const qr = must(linkOf(deps, person, grant, 'qr'))
  return {
    link: must(linkOf(deps, person, grant, 'link')),
    code: must(codeOf(deps, person, grant)),
    qr: qrSvg(qr),
    expiresAt: new Date(grant.expiresAt).toISOString(),
  }
}

/** The picture alone. For somebody who is invited already the application may be left out. @throws FoyerError `not_invited` and as `handOver`. */
export const showQr = async (
  deps: ManagementDeps,
  caller: Caller,
  ref: string,
  { size, ...input }: ParsedInputOf<'invitations.qr'>,
): Promise<OutputOf<'invitations.qr'>> => {
  const { person, grant } = await issueTo(deps, caller, ref, input, ['qr'])
  return { name: 'foyer-qr.svg', type: 'image/svg+xml', body: qrSvg(must(linkOf(deps, person, grant, 'qr')), size) }
}

type Invite = Omit<ParsedInputOf<'invitations.qr'>, 'size'>

const issueTo = async (
  deps: ManagementDeps,
  caller: Caller,
  ref: string,
  input: Invite,
  carriers: readonly HandoverCarrier[],
): Promise<{ person: Person; grant: GrantFacts }> => {
  const earlier = await shownEarlier(deps, caller)
  if (earlier !== null) return earlier
  try {
    const changed = await deps.store.changePerson(
      readUserRef(ref),
      (person, now) => {
        const context = decisionContext(deps, caller.actor, now)
        return handOverInvitation(person, { ...input, application: applicationOf(person, input), carriers }, context)
      },
      { actor: actorName(caller.actor), ifVersion: caller.ifVersion, remember: remembered(caller, requestStatus.updated) },
    )
    if (changed === null) throw new FoyerError('user_not_found', { ref })
    return shown(changed.person)
  } catch (error) {
    const meanwhile = await shownEarlier(deps, caller)
    if (meanwhile !== null) return meanwhile
    throw error
  }
}

/** The application asked for, else the one invited to, else one that somebody online has. */
export const applicationOf = (person: Person, input: { application?: string | undefined }): string => {
  const application = input.application ?? person.invitation?.application ?? person.access.find(({ pending }) => !pending)?.application
  if (application === undefined) throw new FoyerError('not_invited')
  return application
}

/** The same request again shows the same secrets, and none that were made since. */
const shownEarlier = async (deps: ManagementDeps, caller: Caller): Promise<{ person: Person; grant: GrantFacts } | null> => {
  const earlier = await findEarlier(deps, caller)
  if (earlier?.refs.userId === undefined) return null
  const loaded = await deps.store.loadPerson({ id: earlier.refs.userId })
  const grant = loaded === null ? null : handedOverGrant(loaded.person)
  if (loaded === null || grant === null || grant.generation !== earlier.refs.generation)
    throw new FoyerError('changed_meanwhile', { current: loaded?.person.version ?? 0 })
  return { person: loaded.person, grant }
}

const shown = (person: Person): { person: Person; grant: GrantFacts } => {
  const grant = handedOverGrant(person)
  if (grant === null) throw new FoyerError('not_invited')
  return { person, grant }
}

const must = (value: string | null): string => {
  if (value === null) throw new FoyerError('link_invalid')
  return value
}
