// What a deployment tells its monitoring: how much, how long and how often refused. Nothing about anybody.

import type { ErrorCode } from '@foyer/contract'
import type { PasswordHasher } from '../password/hash-password.ts'
import type { LeakAnswer } from '../password/leaked-passwords.ts'
import type { DatabaseFigures } from '../store/database/database.ts'
import type { Store } from '../store/store.ts'
import { createCounter, createDistribution, gaugeLines } from './series.ts'

export type SignInOutcome = 'accepted' | ErrorCode
export type MailOutcome = 'sent' | 'dropped' | 'refused' | 'later'
export type JobOutcome = 'done' | 'later' | 'failed'

export interface Metrics {
  /** @param route its pattern, never the path */
  request(route: string, method: string, status: number, ms: number): void
  refusal(code: ErrorCode): void
  signIn(outcome: SignInOutcome): void
  mail(outcome: MailOutcome): void
  job(type: string, outcome: JobOutcome): void
  leakedPassword(answer: LeakAnswer): void
  /** The whole text. Answers also while the database does not, and then without its figures. */
  text(parts: { store: Store; hasher: PasswordHasher }): Promise<string>
}

/** A scraper waits ten seconds; the database gets two of them. */
const FIGURES_WITHIN_MS = 2_000

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

export const createMetrics = (): Metrics => {
  const requests = createDistribution({
    name: 'foyer_http_request_duration_seconds',
    help: 'Requests by route, method and status, and how long they took.',
    labels: ['route', 'method', 'status'],
  })
  const refusals = createCounter({ name: 'foyer_errors_total', help: 'Answers with an error, by its code.', labels: ['code'] })
  const signIns = createCounter({
    name: 'foyer_sign_ins_total',
    help: 'Passwords tried, by what came of it: accepted, or the code of the refusal.',
    labels: ['outcome'],
  })
  const mails = createCounter({ name: 'foyer_mails_total', help: 'Mails by what became of them.', labels: ['outcome'] })
  const jobs = createCounter({ name: 'foyer_jobs_total', help: 'Jobs that this process worked on.', labels: ['type', 'outcome'] })
  const leaked = createCounter({
    name: 'foyer_leaked_password_checks_total',
    help: 'New passwords that a list of leaked ones was asked about, by its answer: clear, leaked, or unanswered.',
    labels: ['answer'],
  })
  return {
    request: (route, method, status, ms) => requests.observe(ms / 1000, route, METHODS.has(method) ? method : 'other', String(status)),
    refusal: (code) => refusals.add(code),
    signIn: (outcome) => signIns.add(outcome),
    mail: (outcome) => mails.add(outcome),
    job: (type, outcome) => jobs.add(type, outcome),
    leakedPassword: (answer) => leaked.add(answer),
    async text({ store, hasher }) {
      const figures = await figuresOf(store)
      const lines = [requests, refusals, signIns, mails, jobs, leaked].flatMap((series) => series.lines())
      return `${[...lines, ...hasherLines(hasher), ...databaseLines(figures), ...processLines()].join('\n')}\n`
    },
  }
}

/** `null` where the database does not answer in time. */
const figuresOf = async (store: Store): Promise<(DatabaseFigures & { waiting: WaitingJobs[] }) | null> => {
  const late = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), FIGURES_WITHIN_MS).unref()
  })
  const asked = Promise.all([store.figures(), store.waitingJobs()]).then(([figures, waiting]) => ({ ...figures, waiting }))
  return Promise.race([asked.catch(() => null), late])
}

type WaitingJobs = Awaited<ReturnType<Store['waitingJobs']>>[number]

const hasherLines = ({ running, waiting }: PasswordHasher): string[] => [
  ...gauge('foyer_password_hashes_running', 'Password hashes being made now.', running),
  ...gauge('foyer_password_hashes_waiting', 'Sign-ins that wait for a hash.', waiting),
]

const databaseLines = (figures: Awaited<ReturnType<typeof figuresOf>>): string[] => [
  ...gauge('foyer_database_up', 'Whether the database answers: 1 or 0.', figures === null ? 0 : 1),
  ...gaugeLines({ name: 'foyer_database_connections', help: 'Connections of this process.', labels: ['state'] }, [
    [['used'], figures === null ? null : figures.open - figures.idle],
    [['idle'], figures?.idle ?? null],
  ]),
  ...gauge('foyer_database_waiting', 'Statements that wait for a connection.', figures?.waitingForOne ?? null),
  ...gaugeLines(
    { name: 'foyer_jobs_waiting', help: 'Jobs that are due now (at most 100,000 are counted).', labels: ['type'] },
    (figures?.waiting ?? []).map(({ type, due }) => [[type], due] as const),
  ),
  ...gaugeLines(
    { name: 'foyer_jobs_oldest_seconds', help: 'How long the oldest job that is due has waited.', labels: ['type'] },
    (figures?.waiting ?? []).map(({ type, oldestMs }) => [[type], oldestMs / 1000] as const),
  ),
]

const processLines = (): string[] => {
  const { user, system } = process.cpuUsage()
  return [
    ...gauge('process_resident_memory_bytes', 'Resident memory.', process.memoryUsage.rss()),
    ...gauge('process_cpu_seconds', 'Processor time so far, user and system.', (user + system) / 1e6),
    ...gauge('process_uptime_seconds', 'How long this process has run.', process.uptime()),
  ]
}

const gauge = (name: string, help: string, value: number | null): string[] => gaugeLines({ name, help, labels: [] }, [[[], value]])
