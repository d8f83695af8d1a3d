// Where somebody has access, as one text beside the person: a list shows it without a look into another table for each row.

import type { ListedFacts, Person } from '@foyer/core'

/** `application pending role`, separated by commas and in the order of granting; null for none. Keys of applications have neither in them. */
export const accessText = ({ access }: Person): string | null =>
  access.length === 0
    ? null
    : access
        .toSorted((a, b) => a.grantedAt - b.grantedAt || compare(a.via ?? '', b.via ?? '') || compare(a.application, b.application))
        .map(({ application, pending, role }) => `${application} ${pending} ${role ?? ''}`)
        .join(',')

export const accessOfText = (text: string | null): ListedFacts['access'] =>
  (text?.split(',') ?? []).map((each) => {
    const [application = '', pending, role] = each.split(' ')
    return { application, pending: pending === 'true', role: role === '' ? null : (role as ListedFacts['access'][number]['role']) }
  })

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)
