// A person as commands print them: in one row, or line by line.

import type { OutputOf } from '@foyer/contract'
import { inColumns } from '../in-columns.ts'
import { printable } from '../printable.ts'

export type Person = OutputOf<'users.get'>

export const rowOf = (person: Person): string[] =>
  [person.id, person.externalId ?? '-', nameOf(person), addressOf(person), person.status, person.emailStatus ?? 'none'].map(printable)

/** One sentence after a change. */
export const standing = (person: Person): string =>
  printable(`${nameOf(person)} (${person.id}) is ${person.status}; ${addressOf(person)}, ${person.emailStatus ?? 'none'}.`)

export const details = (person: Person): string[] => {
  const { invitation, access } = person
  const pairs: [string, string | null][] = [
    ['id', person.id],
    ['number', person.externalId],
    ['name', nameOf(person)],
    ['address', addressOf(person)],
    ['address is', person.emailStatus ?? 'none'],
    ['mails', person.mailStop === null ? null : `stopped since ${person.mailStop.at}: ${person.mailStop.because}`],
    ['account is', person.status],
    [
      'invited to',
      invitation === null ? null : `${invitation.application}, ${invitation.expired ? 'expired' : 'until'} ${invitation.expiresAt}`,
    ],
    [
      'access',
      access
        .map(({ application, role, pending }) => `${application}${role === null ? '' : ` as ${role}`}${pending ? ' (pending)' : ''}`)
        .join(', '),
    ],
    ['location', person.location],
    ['department', person.department],
    ['position', person.position],
    ['language', person.locale],
    ['ends', person.endsAt],
    ...Object.entries(person.fields).map(([key, value]): [string, string | null] => [key, value === null ? null : JSON.stringify(value)]),
    ['version', String(person.version)],
    ['changed', person.changedAt],
    ['may now', person.allowedActions.join(', ')],
  ]
  return inColumns(pairs.filter(([, value]) => value !== null && value !== '').map(([key, value]) => [key, printable(value ?? '')]))
}

const nameOf = ({ firstName, lastName }: Person): string => [firstName, lastName].filter((part) => part !== null).join(' ') || '-'
const addressOf = ({ email, emailMasked }: Person): string => email ?? emailMasked ?? 'no address'
