// Everybody who has no account of their own yet, in full: for a list that is printed or saved.

import type { Foyer, User } from '@foyer/sdk'

const PAGE_SIZE = 200
/** Beyond it nobody reads a list on paper: narrower filters print it in parts. */
export const MAX_LISTED = 5_000

interface Wanted {
  location: string | null
  department: string | null
  /** People of one import alone. */
  importId?: string | null
  /** Those without an address: they were invited on paper, or not at all, and are reminded in person. */
  paper?: boolean
}

export interface MissingPeople {
  people: User[]
  /** There are more than are listed. */
  isCut: boolean
}

export const missingFilter = ({ location, department, importId = null, paper = false }: Wanted) => ({
  status: ['offline', 'invited'] as const,
  ...(location === null ? {} : { location }),
  ...(department === null ? {} : { department }),
  ...(importId === null ? {} : { importId }),
  ...(paper ? { emailStatus: 'none' as const } : {}),
})

export const readMissing = async (foyer: Foyer, wanted: Wanted, signal: AbortSignal): Promise<MissingPeople> => {
  const people: User[] = []
  let after: string | null = null
  do {
    const page: { items: User[]; next: string | null } = await foyer.users
      .list(missingFilter(wanted))
      .page({ after, limit: PAGE_SIZE, signal })
    people.push(...page.items)
    after = page.next
  } while (after !== null && people.length < MAX_LISTED)
  return { people, isCut: after !== null }
}

/** By location, those without one at the end; within it as the server sorts names. */
export const byLocation = (people: readonly User[]): [location: string | null, people: User[]][] => {
  const groups = new Map<string | null, User[]>()
  for (const person of people) groups.set(person.location, [...(groups.get(person.location) ?? []), person])
  return [...groups].sort(([one], [other]) => {
    if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1
    return one.localeCompare(other)
  })
}
