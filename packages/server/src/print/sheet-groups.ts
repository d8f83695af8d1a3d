// People of one location after another, at most a hundred at once.

import type { SheetPerson } from './sheet-data.ts'

/** People of one location, in order; a large location comes in several. The list to sign lies before each. */
export interface SheetGroup {
  location: string | null
  people: readonly SheetPerson[]
}

const MOST = 100

export async function* groupsOf(chunks: AsyncIterable<readonly SheetPerson[]>): AsyncGenerator<SheetGroup> {
  let people: SheetPerson[] = []
  for await (const chunk of chunks)
    for (const person of chunk) {
      const [first] = people
      if (first !== undefined && (first.location !== person.location || people.length >= MOST)) {
        yield { location: first.location, people }
        people = []
      }
      people.push(person)
    }
  const [first] = people
  if (first !== undefined) yield { location: first.location, people }
}
