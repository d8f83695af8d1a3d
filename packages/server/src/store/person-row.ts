// A person as the database answers it: the columns to ask for, and the facts made of them.

import type { MailState } from '@foyer/contract'
import type { AccessFacts, GrantFacts, LegalAcceptance, ListedFacts, PasskeyFacts, Person } from '@foyer/core'
import { isInForce } from './legal-in-force.ts'
import type { LoadedPerson } from './person.port.ts'

/** Moments arrive as milliseconds, also inside the JSON parts. */
export interface PersonRow {
  now: number
  id: string
  version: number
  created_at: number
  changed_at: number
  external_id: string | null
  first_name: string | null
  last_name: string | null
  location: string | null
  department: string | null
  position: string | null
  locale: string | null
  postal_address: Person['profile']['postalAddress']
  fields: Person['profile']['fields']
  email_canonical: string | null
  email_entered: string | null
  email_set_at: number | null
  email_set_by: 'manager' | 'holder' | null
  email_issued_at: number | null
  email_confirmed_at: number | null
  email_bounced_at: number | null
  email_complained_at: number | null
  email_refused_at: number | null
  email_revision: number
  last_email_revision: number
  waiting_email: Person['waitingEmail']
  former_email: Person['formerEmail']
  activated_at: number | null
  deactivated_at: number | null
  ends_at: number | null
  erase_at: number | null
  deleted_at: number | null
  sign_in_name: string | null
  credential_revision: number
  passkeys: PasskeyFacts[] | null
  totp_since: number | null
  sign_in_notices: boolean
  invitation_id: string | null
  has_password: boolean
  access: AccessFacts[] | null
  grants: GrantFacts[] | null
  acceptances: LegalAcceptance[] | null
  /** The last mail of the invitation, of whatever generation. */
  delivery: { state: MailState; generation: number } | null
}

export const moments = (...names: string[]): string => names.map((name) => `foyer_ms(u.${name}) as ${name}`).join(', ')

/** Open grants, and completed invitations: their links still say that the account is active. */
const isLoaded = `(g.ended_at is null or (g.purpose = 'invitation' and g.ended_reason = 'completed'))`

export const isLoadedGrant = ({ purpose, endedAt, endedReason }: GrantFacts): boolean =>
  endedAt === null || (purpose === 'invitation' && endedReason === 'completed')

const deliveryColumn = `case when u.invitation_id is not null then (
    select json_build_object('state', m.state, 'generation', m.generation) from mails m
    where m.user_id = u.id and m.grant_id = u.invitation_id and m.kind = 'invitation' order by m.job_id desc limit 1) end as delivery`

const ofUser = `foyer_ms(foyer_now()) as now, u.id, u.version,
  u.external_id, u.first_name, u.last_name, u.location, u.department, u.position, u.locale, u.postal_address, u.fields,
  u.email_canonical, u.email_entered, u.email_set_by, u.email_revision, u.last_email_revision, u.waiting_email, u.former_email,
  u.sign_in_name, u.credential_revision, u.sign_in_notices, u.invitation_id,
  ${moments('created_at', 'changed_at', 'email_set_at', 'email_issued_at', 'email_confirmed_at', 'email_bounced_at')},
  ${moments('email_complained_at', 'email_refused_at')},
  ${moments('activated_at', 'deactivated_at', 'ends_at', 'erase_at', 'deleted_at', 'totp_since')},
  (select json_agg(json_build_object('application', a.application, 'role', a.role, 'pending', a.pending, 'via', a.via,
      'grantedAt', foyer_ms(a.granted_at), 'profileDoneAt', foyer_ms(a.profile_done_at)) order by a.granted_at, a.via nulls first, a.application)
    from access a where a.user_id = u.id) as access,
  ${deliveryColumn}`

const grant = `json_build_object('id', g.id, 'purpose', g.purpose, 'application', g.application, 'generation', g.generation,
      'keyId', g.key_id, 'locator', g.locator, 'carriers', g.carriers, 'expiresAt', foyer_ms(g.expires_at), 'endedAt', foyer_ms(g.ended_at),
      'endedReason', g.ended_reason, 'codeTries', g.code_tries, 'begunAt', foyer_ms(g.begun_at), 'typedEmail', g.typed_email,
      'chosenPassword', g.chosen_password, 'lastActAt', foyer_ms(g.last_act_at),
      'handoverStoppedAt', foyer_ms(g.handover_stopped_at))`

/** What to select from `users as u` for a PersonRow. */
export const personColumns = `${ofUser},
  exists (select 1 from passwords p where p.user_id = u.id) as has_password,
  case when u.passkeys > 0 then (
    select json_agg(json_build_object('id', k.id, 'name', k.name, 'createdAt', foyer_ms(k.created_at)) order by k.created_at, k.id)
    from passkeys k where k.user_id = u.id) end as passkeys,
  (select json_agg(${grant} order by g.last_act_at, g.id) from grants g where g.user_id = u.id and ${isLoaded}) as grants,
  (select json_agg(json_build_object('document', l.document, 'version', l.version, 'acceptedAt', foyer_ms(l.at)) order by l.id)
    from legal_ledger l where l.user_id = u.id and u.deleted_at is null and ${isInForce('l')}) as acceptances`

export function toLoadedPerson(row: PersonRow): LoadedPerson {
  const person = toPerson(row)
  return { person, now: row.now, delivery: deliveryOf(row.delivery, person) }
}

/** Of the present generation alone. */
export const deliveryOf = (delivery: PersonRow['delivery'], { invitation }: Pick<ListedFacts, 'invitation'>): MailState | null =>
  delivery !== null && delivery.generation === invitation?.generation ? delivery.state : null

function toPerson(row: PersonRow): Person {
  const grants = row.grants ?? []
  return {
    id: row.id,
    version: row.version,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    profile: toProfile(row),
    email: toEmail(row),
    emailRevision: row.email_revision,
    lastEmailRevision: row.last_email_revision,
    waitingEmail: row.waiting_email,
    formerEmail: row.former_email,
    activatedAt: row.activated_at,
    deactivatedAt: row.deactivated_at,
    endsAt: row.ends_at,
    eraseAt: row.erase_at,
    deletedAt: row.deleted_at,
    signInName: row.sign_in_name,
    credentialRevision: row.credential_revision,
    hasPassword: row.has_password,
    passkeys: row.passkeys ?? [],
    totpSince: row.totp_since,
    signInNotices: row.sign_in_notices,
    access: row.access ?? [],
    invitation: grants.find(({ id }) => id === row.invitation_id) ?? null,
    grants: grants.filter(({ id }) => id !== row.invitation_id),
    acceptances: row.acceptances ?? [],
  }
}

type ProfileRow = Pick<
  PersonRow,
  'external_id' | 'first_name' | 'last_name' | 'location' | 'department' | 'position' | 'locale' | 'postal_address' | 'fields'
>

export const toProfile = (row: ProfileRow): Person['profile'] => ({
  externalId: row.external_id,
  firstName: row.first_name,
  lastName: row.last_name,
  location: row.location,
  department: row.department,
  position: row.position,
  locale: row.locale,
  postalAddress: row.postal_address,
  fields: row.fields,
})

type EmailRow = Pick<PersonRow, Extract<keyof PersonRow, `email_${string}`>>

export function toEmail(row: Omit<EmailRow, 'email_revision'>): Person['email'] {
  if (row.email_canonical === null || row.email_entered === null || row.email_set_at === null || row.email_set_by === null) return null
  return {
    canonical: row.email_canonical,
    entered: row.email_entered,
    setAt: row.email_set_at,
    setBy: row.email_set_by,
    issuedAt: row.email_issued_at,
    confirmedAt: row.email_confirmed_at,
    bouncedAt: row.email_bounced_at,
    complainedAt: row.email_complained_at,
    refusedAt: row.email_refused_at,
  }
}
