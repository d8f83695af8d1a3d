// An import's campaign: how far its people have come. Counted at most every 30 seconds, however many look.

import type { OutputOf } from '@foyer/contract'
import { DAY_MS } from '@foyer/core'
import type { ManagementDeps } from '../deps.ts'
import { lastDays } from '../management/last-days.ts'
import type { CampaignCounts } from '../store/campaign.port.ts'
import { requireImport } from './import-access.ts'

type Campaign = OutputOf<'imports.campaign'>

const KEPT_MS = 30_000
/** Imports whose counts are kept at once. */
const KEPT = 20
const MAX_DAYS = 90

const kept = new WeakMap<ManagementDeps['store'], Map<string, { until: number; answer: Promise<Campaign> }>>()

/** @throws FoyerError `import_not_found`. */
export const readCampaign = async (deps: ManagementDeps, id: string): Promise<Campaign> => {
  const job = await requireImport(deps, id)
  const answers = kept.get(deps.store) ?? new Map()
  kept.set(deps.store, answers)
  // A run that went on meanwhile is another answer.
  const key = `${id} ${job.state} ${job.cursor}`
  const before = answers.get(key)
  if (before !== undefined && before.until > performance.now()) return before.answer
  const answer = count(deps, job)
  for (const [oldest] of answers) if (answers.size >= KEPT) answers.delete(oldest)
  answers.set(key, { until: performance.now() + KEPT_MS, answer })
  answer.catch(() => answers.delete(key))
  return answer
}

/** Somebody was changed through this import: the next look counts anew. */
export const forgetCampaign = ({ store }: Pick<ManagementDeps, 'store'>): void => {
  kept.delete(store)
}

const count = async ({ config, store }: ManagementDeps, job: Awaited<ReturnType<typeof requireImport>>): Promise<Campaign> => {
  const { timeZone } = config.organisation
  const now = await store.now()
  const days = Math.min(MAX_DAYS, Math.max(2, Math.ceil((now - job.createdAt) / DAY_MS) + 1))
  const counts = await store.countCampaign(job.id, { timeZone, days, rows: job.rows })
  const { conflict = 0, error = 0 } = job.counts.outcomes
  return {
    at: new Date(now).toISOString(),
    people: await store.countPeopleOfImport(job.id),
    days: cumulated(counts.days, lastDays(now, timeZone, days)),
    locations: counts.locations,
    departments: counts.departments,
    next: { ...counts.next, rows: conflict + error + job.results.failed },
  }
}

const cumulated = (counts: CampaignCounts['days'], days: readonly string[]): Campaign['days'] => {
  const of = (day: string | null) => counts.find((one) => one.day === day) ?? { entered: 0, invited: 0, begun: 0, online: 0 }
  let sum = of(null)
  return days.map((day) => {
    const more = of(day)
    sum = {
      day: null,
      entered: sum.entered + more.entered,
      invited: sum.invited + more.invited,
      begun: sum.begun + more.begun,
      online: sum.online + more.online,
    } as typeof sum
    return { ...sum, day }
  })
}
