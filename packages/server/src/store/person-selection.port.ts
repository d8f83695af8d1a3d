// The port for many people at once: a filter or a list of names walked in bounded batches.

import type { LoadedPerson, PersonRef } from './person.port.ts'
import type { PersonFilter } from './user-list.port.ts'

export interface PersonSelectionStore {
  /**
   * Everybody whom a filter finds, by id, `limit` (1 to 500) at a time. Ids never change, so nobody is skipped or comes twice, whatever is
   * done to the people meanwhile; whoever stops matching before their turn does not come.
   * @param after id of the last person of the batch before
   */
  selectPersons(filter: PersonFilter, batch: { after?: string | undefined; limit: number }): Promise<LoadedPerson[]>
  /** One answer for each reference, in their order; null for nobody, and for the erased. At most 500. */
  findPersons(refs: readonly SelectedRef[]): Promise<(LoadedPerson | null)[]>
}

export type SelectedRef = Extract<PersonRef, { id: string } | { externalId: string } | { email: string }>
