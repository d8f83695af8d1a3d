// A person as managers see them.

import { actionScopes, type MailState, type OutputOf } from '@foyer/contract'
import {
  accountStatus,
  availability,
  type Carrier,
  emailStatus,
  isExpired,
  type ListedFacts,
  mailStop,
  maskAddress,
  type ProfileField,
} from '@foyer/core'
import { type Deps, judgingContext } from '../deps.ts'
import type { ListedPerson } from '../store/person.port.ts'
import { type Caller, hasScope } from './caller.ts'
import { isoText } from './iso-text.ts'

export type UserView = OutputOf<'users.get'>

/** The words of the interface for each carrier: a mail has link and code, a sheet too. */
const carrierKind: Record<Carrier, NonNullable<UserView['invitation']>['carriers'][number]['kind']> = {
  mail_link: 'mail',
  mail_code: 'mail',
  initial_password: 'initial_password',
  chosen_password: 'initial_password',
  qr: 'qr',
  sheet: 'sheet',
  link: 'link',
  code: 'code',
}

const deliveries: Record<MailState, NonNullable<UserView['invitation']>['delivery']> = {
  queued: 'queued',
  sent: 'sent',
  delayed: 'delayed',
  delivered: 'delivered',
  bounced: 'bounced',
  complained: 'complained',
  failed: 'failed',
  dropped: null,
}

/** `allowedActions` are what this caller may do: by role, by the key's scopes, and by the person's state. */
export const userView = (deps: Pick<Deps, 'config' | 'keys'>, loaded: ListedPerson, caller: Pick<Caller, 'actor' | 'scopes'>): UserView => {
  const { person, now, delivery } = loaded
  const { settings } = deps.config
  const masked = person.email?.setBy === 'holder' && !showsTyped(deps, person)
  const { allowed, blocked } = availability(person, judgingContext(deps, caller.actor, now))
  const open: UserView['allowedActions'] = []
  const closed: UserView['blockedActions'] = blocked
  for (const action of allowed) {
    if (hasScope(caller, actionScopes[action])) open.push(action)
    else closed[action] = 'scope_missing'
  }
  const { profile } = person
  const status = accountStatus(person)
  return {
    id: person.id,
    version: person.version,
    createdAt: isoText(person.createdAt),
    changedAt: isoText(person.changedAt),
    status,
    email: person.email === null || masked ? null : person.email.entered,
    emailMasked: person.email !== null && masked ? maskAddress(person.email.canonical) : null,
    emailStatus: emailStatus(person.email),
    mailStop: mailStopView(person),
    invitation: status === 'invited' ? invitationView(person, now, delivery) : null,
    externalId: profile.externalId,
    firstName: profile.firstName,
    lastName: profile.lastName,
    location: profile.location,
    department: profile.department,
    position: profile.position,
    locale: profile.locale,
    postalAddress: profile.postalAddress,
    endsAt: person.endsAt === null ? null : isoText(person.endsAt),
    eraseAt: person.eraseAt === null ? null : isoText(person.eraseAt),
    fields: Object.fromEntries(Object.entries(profile.fields).filter(([key]) => isVisible(settings.profile[key]))),
    access: person.access.map(({ application, role, pending }) => ({ application, role, pending })),
    allowedActions: open,
    blockedActions: closed,
  }
}

const mailStopView = ({ email }: ListedFacts): UserView['mailStop'] => {
  const stop = mailStop(email)
  return stop === null ? null : { because: stop.because, at: isoText(stop.at) }
}

const invitationView = (person: ListedFacts, now: number, delivery: MailState | null): UserView['invitation'] => {
  const { invitation } = person
  if (invitation === null) return null
  const latest = new Map<string, { kind: NonNullable<UserView['invitation']>['carriers'][number]['kind']; at: number; by: string }>()
  for (const { carrier, at, by } of invitation.carriers) {
    const kind = carrierKind[carrier]
    if ((latest.get(kind)?.at ?? -1) <= at) latest.set(kind, { kind, at, by })
  }
  return {
    application: invitation.application ?? '',
    expired: isExpired(invitation, now),
    expiresAt: isoText(invitation.expiresAt),
    carriers: [...latest.values()].map((carrier) => ({ ...carrier, at: isoText(carrier.at) })),
    delivery: delivery === null ? null : deliveries[delivery],
    begunAt: invitation.begunAt === null ? null : isoText(invitation.begunAt),
  }
}

/** Values of fields that left the configuration are still shown; those for the holder alone never. */
const isVisible = (field: ProfileField | undefined): boolean => field?.visibleTo !== 'holder'

const showsTyped = (deps: Pick<Deps, 'config'>, person: ListedFacts): boolean =>
  person.access.some(({ application }) => deps.config.settings.applications[application]?.showsTypedAddresses === true)
