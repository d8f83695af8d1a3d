// A person as lists show one: fewer columns than deciding about somebody takes, and none that only the person's own flows ask for.

import type { MailState } from '@foyer/contract'
import type { ListedFacts } from '@foyer/core'
import { accessOfText } from './access-text.ts'
import type { ListedPerson } from './person.port.ts'
import { deliveryOf, moments, type PersonRow, toEmail, toProfile } from './person-row.ts'

/** A row of `listedColumns`. */
export interface ListedRow
  extends Omit<
    PersonRow,
    | 'access'
    | 'grants'
    | 'email_revision'
    | 'last_email_revision'
    | 'waiting_email'
    | 'former_email'
    | 'deleted_at'
    | 'credential_revision'
    | 'passkeys'
    | 'totp_since'
    | 'has_password'
    | 'acceptances'
    | 'invitation_id'
    | 'sign_in_notices'
    | 'delivery'
  > {
  access_text: string | null
  invitation: ListedFacts['invitation']
  /** `generation state` of the invitation's last mail. */
  delivery: string | null
}

/** What to select from `users as u`, of people who were not erased. */
export const listedColumns = `(select foyer_ms(foyer_now())) as now, u.id, u.version,
  u.external_id, u.first_name, u.last_name, u.location, u.department, u.position, u.locale, u.postal_address, u.fields,
  u.email_canonical, u.email_entered, u.email_set_by, u.sign_in_name,
  ${moments('created_at', 'changed_at', 'email_set_at', 'email_issued_at', 'email_confirmed_at', 'email_bounced_at')},
  ${moments('email_complained_at', 'email_refused_at', 'activated_at', 'deactivated_at', 'ends_at', 'erase_at')},
  u.access_text,
  case when u.invitation_id is not null then (
    select json_build_object('id', g.id, 'application', g.application, 'generation', g.generation, 'carriers', g.carriers,
      'expiresAt', foyer_ms(g.expires_at), 'begunAt', foyer_ms(g.begun_at))
    from grants g where g.id = u.invitation_id) end as invitation,
  case when u.invitation_id is not null then (
    select m.generation || ' ' || m.state from mails m
    where m.user_id = u.id and m.grant_id = u.invitation_id and m.kind = 'invitation' order by m.job_id desc limit 1) end as delivery`

export function toListedPerson(row: ListedRow): ListedPerson {
  const person: ListedFacts = {
    id: row.id,
    version: row.version,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    profile: toProfile(row),
    email: toEmail(row),
    activatedAt: row.activated_at,
    deactivatedAt: row.deactivated_at,
    endsAt: row.ends_at,
    eraseAt: row.erase_at,
    deletedAt: null,
    signInName: row.sign_in_name,
    access: accessOfText(row.access_text),
    invitation: row.invitation,
  }
  return { person, now: row.now, delivery: deliveryOf(toDelivery(row.delivery), person) }
}

const toDelivery = (text: string | null): PersonRow['delivery'] => {
  if (text === null) return null
  const [generation, state] = text.split(' ')
  return { generation: Number(generation), state: state as MailState }
}
