// Collects the parts of one decision while it is made.

import type { Instant, Person } from '../account/person.ts'
import type { LedgerEntry } from '../legal/ledger.ts'
import type { Context } from './context.ts'
import type { Decision, NewEvent, NewJob } from './decision.ts'
import type { MailIntent } from './mails.ts'

export interface Draft {
  person: Person
  readonly context: Context
  change(patch: Partial<Person>): void
  event(event: NewEvent): void
  /** @param at when it leaves; at once when not given */
  mail(intent: MailIntent, dedupe: string, at?: Instant): void
  job(job: NewJob): void
  endSessions(of: 'all' | readonly string[]): void
  ledger(entry: LedgerEntry): void
  done(): Decision
}

export const draft = (before: Person, context: Context): Draft => {
  const events: NewEvent[] = []
  const jobs: NewJob[] = []
  const ledger: LedgerEntry[] = []
  let ended: 'all' | readonly string[] = []
  const self: Draft = {
    person: before,
    context,
    change(patch) {
      self.person = { ...self.person, ...patch, changedAt: context.now }
    },
    event(event) {
      events.push(event)
    },
    mail(intent, dedupe, at) {
      jobs.push({ type: 'mail', intent, dedupe, ...(at === undefined ? {} : { at }) })
    },
    job(job) {
      jobs.push(job)
    },
    endSessions(of) {
      ended = ended === 'all' || of === 'all' ? 'all' : [...ended, ...of]
    },
    ledger(entry) {
      ledger.push(entry)
    },
    done: () => ({ person: self.person, events, jobs, endSessions: ended, ...(ledger.length > 0 ? { ledger } : {}) }),
  }
  return self
}
