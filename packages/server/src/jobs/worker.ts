// Works through jobs: claims a few with a lease, carries them out, and puts back what failed.

import { randomBytes } from 'node:crypto'
import { eraseWhenDue } from '@foyer/core'
import { type Deps, decisionContext } from '../deps.ts'
import { lateParts } from '../late-parts.ts'
import type { MailTransport } from '../mail/transport.ts'
import type { ClaimedJob } from '../store/job.port.ts'
import { errorName } from './error-name.ts'
import { planReminders } from './plan-reminders.ts'
import { startWakefulLoop } from './wakeful-loop.ts'

/** Longer than any one job may take, so that two workers never hold the same one. */
const LEASE_MS = 30_000
const BATCH = 10
const MAX_TRIES = 12
const LONGEST_WAIT_MS = 30 * 60_000
const IDLE_MS = 15_000
const REMIND_EVERY_MS = 60_000
/** Looking for room to send is itself work: at most so often. */
const SHORTEST_WAIT_FOR_ROOM_MS = 50
const LONGEST_WAIT_FOR_ROOM_MS = 5_000
const CLEAN_UP_EVERY_MS = 10 * 60_000
/** How long stopping waits for jobs that were begun: a mail provider may take longer than the process has left. */
const FINISH_WITHIN_MS = 2_500
const ABORT_WITHIN_MS = 500

export interface Worker {
  /** Jobs were written: look at once. */
  wake(): void
  /** Resolves when no job is due; for tests and for handing over. */
  idle(): Promise<void>
  /** Takes no new job, finishes those begun, gives back what it cannot. */
  stop(): Promise<void>
}

/** One for each process; any number of processes share the work. */
export const startWorker = (deps: Deps, transport: MailTransport): Worker => {
  const by = `${process.pid}-${randomBytes(4).toString('hex')}`
  let cleanedAt = 0
  let remindedAt = Number.NEGATIVE_INFINITY
  const { perMinute } = deps.config.mail
  const roomMs = perMinute === undefined ? 0 : Math.min(LONGEST_WAIT_FOR_ROOM_MS, Math.max(SHORTEST_WAIT_FOR_ROOM_MS, 60_000 / perMinute))
  const turns = new Set<Promise<number>>()
  const begun = new Map<number, ClaimedJob>()
  const stopping = new AbortController()

  const turn = (): Promise<number> => {
    const working = claimAndWork().finally(() => turns.delete(working))
    turns.add(working)
    return working
  }

  const claimAndWork = async (): Promise<number> => {
    const jobs = await deps.store.claimJobs({ limit: BATCH, leaseMs: LEASE_MS, by, mailsPerMinute: perMinute })
    for (const job of jobs) begun.set(job.id, job)
    await Promise.all(jobs.map((job) => carryOut(deps, transport, job, stopping.signal).finally(() => begun.delete(job.id))))
    return jobs.length
  }

  const round = async (): Promise<number> => {
    await remind()
    const done = await turn().catch((error: unknown) => {
      deps.log.warn({ err: errorName(error) }, 'jobs could not be claimed')
      return 0
    })
    if (done > 0 || loop.isStopped()) return 0
    await cleanUp()
    return Math.max(roomMs, Math.min(IDLE_MS, await untilNext(deps)))
  }

  /** Also while there is much to send: whoever is due is not to wait for the end of it. */
  const remind = async (): Promise<void> => {
    if (performance.now() - remindedAt < REMIND_EVERY_MS) return
    remindedAt = performance.now()
    await planReminders(deps, loop.isStopped).catch((error: unknown) =>
      deps.log.warn({ err: errorName(error) }, 'reminders were not planned'),
    )
  }

  const cleanUp = async (): Promise<void> => {
    if (Date.now() - cleanedAt < CLEAN_UP_EVERY_MS) return
    cleanedAt = Date.now()
    await deps.store.cleanUp().catch((error: unknown) => deps.log.warn({ err: errorName(error) }, 'clean-up failed'))
  }

  const loop = startWakefulLoop(round)
  return {
    wake: loop.wake,
    async idle() {
      await planReminders(deps, loop.isStopped)
      const anyOf = async (those: readonly Promise<number>[]) => (await Promise.all(those)).some((count) => count > 0)
      // Turns that began meanwhile are waited for, and not answered with one more: two who wait would keep each other waiting for ever.
      while ((await anyOf([...turns, turn()])) || (await anyOf([...turns])));
    },
    async stop() {
      const ended = loop.stop()
      if (await endsWithin(ended, FINISH_WITHIN_MS)) return
      // Another process may have them at once. A mail that the provider took all the same comes twice, with one Message-Id.
      await deps.store
        .releaseJobs([...begun.values()])
        .catch((error: unknown) => deps.log.warn({ err: errorName(error) }, 'jobs could not be given back'))
      stopping.abort()
      await endsWithin(ended, ABORT_WITHIN_MS)
    },
  }
}

const untilNext = async (deps: Deps): Promise<number> => {
  try {
    const at = await deps.store.nextJobAt()
    return at === null ? IDLE_MS : Math.max(0, at - (await deps.store.now()))
  } catch {
    return 1000
  }
}

const carryOut = async (deps: Deps, transport: MailTransport, job: ClaimedJob, signal: AbortSignal): Promise<void> => {
  try {
    if (job.type === 'mail') await mailJob(deps, transport, job, signal)
    else if (job.type === 'erase_account') await eraseJob(deps, job)
    // Written by a server of a version before: last days are carried out without it.
    else if (job.type === 'end_account') await deps.store.finishJob(job)
    else if (job.type === 'anonymous_request') {
      const { answerAnonymousRequest } = await lateParts.requests()
      await answerAnonymousRequest(deps, job)
      await finish(deps, job)
    } else if (job.type === 'password_disabled') {
      const { tellDisabled } = await lateParts.requests()
      await tellDisabled(deps, job)
      await finish(deps, job)
    } else await deps.store.failJob(job, 'unknown_type')
  } catch (error) {
    deps.log.error({ job: job.id, type: job.type, err: errorName(error) }, 'job failed')
    await again(deps, job, null, 'internal').catch(() => undefined)
  }
}

const mailJob = async (deps: Deps, transport: MailTransport, job: ClaimedJob, signal: AbortSignal): Promise<void> => {
  const { sendMail } = await lateParts.mails()
  const outcome = await sendMail(deps, transport, job, signal)
  deps.metrics?.mail(outcome.kind)
  if (outcome.kind === 'later') {
    if (outcome.alarm)
      deps.log.error({ job: job.id, transport: transport.name }, 'the mail provider refuses our settings: check its key and domain')
    await again(deps, job, outcome.alarm ? LONGEST_WAIT_MS : outcome.afterMs, outcome.error)
    return
  }
  await finish(deps, job)
}

/** Whether it is still wanted, the decision itself asks. */
const eraseJob = async (deps: Deps, job: ClaimedJob): Promise<void> => {
  if (job.userId !== null)
    await deps.store.changePerson(
      { id: job.userId },
      (person, now) => eraseWhenDue(person, decisionContext(deps, { kind: 'system' }, now)),
      { actor: 'system' },
    )
  await finish(deps, job)
}

const finish = async (deps: Deps, job: ClaimedJob): Promise<void> => {
  await deps.store.finishJob(job)
  deps.metrics?.job(job.type, 'done')
}

/** 5 s, 10 s, 20 s … half an hour; after the last try the job is given up, and the mail marked as failed. */
const again = async (deps: Deps, job: ClaimedJob, afterMs: number | null, error: string): Promise<void> => {
  const givenUp = job.attempt >= MAX_TRIES
  deps.metrics?.job(job.type, givenUp ? 'failed' : 'later')
  if (givenUp) {
    await deps.store.failJob(job, error)
    if (job.type === 'mail') {
      await deps.store.setMailState(job.id, 'failed')
      await deps.store.addEvents(job.userId, [{ type: 'mail.failed', data: { error } }], 'system')
    }
    return
  }
  const backOff = Math.min(LONGEST_WAIT_MS, 5000 * 2 ** (job.attempt - 1))
  await deps.store.retryJob(job, { delayMs: Math.min(LONGEST_WAIT_MS, afterMs ?? backOff), error })
}

/** False when it takes longer. */
const endsWithin = async (work: Promise<void>, ms: number): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms)
  })
  try {
    return await Promise.race([work.then(() => true), late])
  } finally {
    clearTimeout(timer)
  }
}
