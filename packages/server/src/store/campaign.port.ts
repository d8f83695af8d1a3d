// The port for counting the people of one import.

import type { OutputOf } from '@foyer/contract'
import type { PeopleOfImport } from './import.port.ts'

type Campaign = OutputOf<'imports.campaign'>

export interface CampaignCounts {
  /** Before the window, and on each of its days that has any. `YYYY-MM-DD`. */
  days: { day: string | null; entered: number; invited: number; begun: number; online: number }[]
  locations: (PeopleOfImport & { name: string | null })[]
  departments: (PeopleOfImport & { name: string | null })[]
  next: Omit<Campaign['next'], 'rows'>
}

export interface CampaignStore {
  /** Reads everybody of the import: for an answer that is kept a while. `timeZone` is an IANA name; `rows` those of its file. */
  countCampaign(id: string, options: { timeZone: string; days: number; rows: number }): Promise<CampaignCounts>
  /** People whom the complete file of this import left out and who are still deactivated by it. */
  listLeavers(id: string, options: { rows: number; limit: number }): Promise<string[]>
}
