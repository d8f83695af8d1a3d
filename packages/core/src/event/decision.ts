// What a decision returns: the person afterwards, with the events and jobs that belong to the same transaction.

import type { EventType } from '@foyer/contract'
import type { Person } from '../account/person.ts'
import type { LedgerEntry } from '../legal/ledger.ts'
import type { MailIntent } from './mails.ts'

export interface NewEvent {
  type: EventType
  /** Facts that may stay when the person is erased. */
  data: Readonly<Record<string, unknown>>
  /** Personal values, kept apart so that they can be erased. */
  values?: Readonly<Record<string, unknown>> | undefined
  channel?: 'email' | 'handover' | undefined
}

export interface NewMailJob {
  type: 'mail'
  intent: MailIntent
  /** Somebody other than the person decided about; their address gets the mail. */
  userId?: string | undefined
  /** Two jobs with one key are one job. */
  dedupe: string
  /** When it leaves; at once when not given. */
  at?: number
}

/** Erases, unless the holder thought again. */
export interface NewErasureJob {
  type: 'erase_account'
  at: number
  dedupe: string
}

export type NewJob = NewMailJob | NewErasureJob

export interface Decision {
  person: Person
  events: readonly NewEvent[]
  jobs: readonly NewJob[]
  /** Sessions to end in the same transaction: all, or those of some applications. */
  endSessions: 'all' | readonly string[]
  /** To be added to the ledger of legal documents. */
  ledger?: readonly LedgerEntry[] | undefined
}

/** Nothing changes: no write, no event. */
export const unchanged = (person: Person): Decision => ({ person, events: [], jobs: [], endSessions: [] })
