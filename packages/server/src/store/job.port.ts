// The port for jobs: claimed with a lease by any number of workers, lost by none.

import type { Instant } from '@foyer/core'

export interface JobInput {
  type: string
  payload: Readonly<Record<string, unknown>>
  /** Two jobs with one key are one job, also after the first was done. */
  dedupe?: string | undefined
  userId?: string | undefined
  /** Default: at once. */
  runAt?: Instant | undefined
}

export interface ClaimedJob {
  id: number
  type: string
  userId: string | null
  /** Of mails: the random part of the name that the provider gives back. */
  mailToken: string | null
  /** `{ intent }` for `mail`. */
  payload: Record<string, unknown>
  /** This try's number, from 1. Whoever claims the job later has a higher one, and the older holder can no longer touch it. */
  attempt: number
  createdAt: Instant
  now: Instant
}

/** Names one try of one job. */
export type JobLease = Pick<ClaimedJob, 'id' | 'attempt'>

export interface JobStore extends JobWriter {
  /**
   * Due jobs, oldest first, at most 1,000, for `leaseMs`; after that another worker may have them. Mails that go to many (invitations,
   * reminders) come after everything else. With `mailsPerMinute` all servers together claim at most so many mails, spread over the minute.
   */
  claimJobs(options: {
    limit: number
    leaseMs: number
    by: string
    types?: readonly string[] | undefined
    mailsPerMinute?: number | undefined
  }): Promise<ClaimedJob[]>
  /** These four answer false when the lease was lost meanwhile. */
  finishJob(lease: JobLease): Promise<boolean>
  /** Puts it back for later. `error` is a code, never a text with personal data. */
  retryJob(lease: JobLease, options: { delayMs: number; error: string }): Promise<boolean>
  /** Gives up. */
  failJob(lease: JobLease, error: string): Promise<boolean>
  renewLease(lease: JobLease, leaseMs: number): Promise<boolean>
  /** Gives claimed jobs back at once, their tries uncounted: when the process shuts down. */
  releaseJobs(leases: readonly JobLease[]): Promise<void>
  /** When the next job is due; null when none waits. */
  nextJobAt(): Promise<Instant | null>
  /**
   * Jobs that are due and not claimed, by type, with the age of the oldest. People past their last day count as `end_account`. At most 100,000
   * of either are counted.
   */
  waitingJobs(): Promise<{ type: string; due: number; oldestMs: number }[]>
  /** Enqueues only while fewer than `max` of its type that came this way wait. One statement. @returns false when there was no room */
  enqueueBounded(job: JobInput, max: number): Promise<boolean>
}

export interface JobWriter {
  enqueueJob(job: JobInput): Promise<void>
}
