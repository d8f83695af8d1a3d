// Which people a filter means, as conditions on `users as u`.

import { foldForSearch } from '@foyer/core'
import type { Parameters } from './run-statement.ts'
import type { PersonFilter } from './user-list.port.ts'

type InvitationFilter = NonNullable<PersonFilter['invitation']>[number]

/** About the open invitation. */
const invitationIs: Partial<Record<InvitationFilter, string>> = {
  expired: 'g.expires_at <= foyer_now()',
  not_begun: 'g.begun_at is null',
  no_carrier: `g.carriers = '[]'`,
}

/** About the address on file. */
const addressIs: Partial<Record<InvitationFilter, string>> = {
  bounced: 'u.email_bounced_at is not null',
  complained: 'u.email_complained_at is not null',
  refused: 'u.email_refused_at is not null',
}

/** As the partial indexes on `grants` say it. */
const isOpenInvitation = `g.purpose = 'invitation' and g.ended_at is null`

/** Everything but the two statuses. Never empty. */
export function conditions(filter: PersonFilter, parameters: Parameters): string[] {
  const { application, invitation, location, department, changedAfter, importId } = filter
  const where = ['u.deleted_at is null']
  if (application !== undefined) {
    where.push(`exists (select 1 from access a where a.user_id = u.id and a.application = ${parameters.add(application, 'text')})`)
  }
  if (invitation !== undefined) where.push(invitationCondition(invitation))
  if (location !== undefined) where.push(`u.location = any(${parameters.add(location, 'text[]')})`)
  if (department !== undefined) where.push(`u.department = any(${parameters.add(department, 'text[]')})`)
  if (changedAfter !== undefined) where.push(`u.changed_at > foyer_at(${parameters.add(changedAfter, 'int8')})`)
  if (importId !== undefined) where.push(`u.import_id = ${parameters.add(importId, 'uuid')}`)
  for (const pattern of searchPatterns(filter)) where.push(`u.search_text like ${parameters.add(pattern, 'text')}`)
  return where
}

export function statusConditions({ status, emailStatus }: PersonFilter, parameters: Parameters): string[] {
  const where: string[] = []
  if (status !== undefined) where.push(`u.status = any(${parameters.add(status, 'text[]')})`)
  if (emailStatus !== undefined) where.push(`u.email_status = any(${parameters.add(emailStatus, 'text[]')})`)
  return where
}

/** Words of one or two letters ask for the start of a word, longer ones for anything within; ten words count. */
export function searchPatterns({ search }: PersonFilter): string[] {
  if (search === undefined) return []
  const words = foldForSearch(search)
    .split(' ')
    .filter((word) => word !== '')
  return [...new Set(words)].slice(0, 10).map((word) => `%${[...word].length < 3 ? ' ' : ''}${word.replace(/[\\%_]/g, '\\$&')}%`)
}

function invitationCondition(kinds: readonly InvitationFilter[]): string {
  const ofGrant = kinds.flatMap((kind) => invitationIs[kind] ?? [])
  const any =
    ofGrant.length === 0
      ? []
      : [`exists (select 1 from grants g where g.id = u.invitation_id and ${isOpenInvitation} and (${ofGrant.join(' or ')}))`]
  any.push(...kinds.flatMap((kind) => addressIs[kind] ?? []))
  // An empty list means nobody, as it does elsewhere.
  return any.length === 0 ? 'false' : `(${any.join(' or ')})`
}
