// How many people stand where: counted at most every 30 seconds, however many ask.

import type { OutputOf } from '@foyer/contract'
import type { Deps } from '../deps.ts'
import type { GroupCount, ImportCount, PeopleCounts } from '../store/overview.port.ts'
import type { PersonFilter } from '../store/user-list.port.ts'
import { lastDays } from './last-days.ts'

type Overview = OutputOf<'overview.get'>

const KEPT_MS = 30_000
const DAYS = 90

const kept = new WeakMap<Deps['store'], { until: number; answer: Promise<Overview> }>()

/** Callers at the same time share one count; a failed one is not kept. */
export const readOverview = (deps: Pick<Deps, 'config' | 'store'>): Promise<Overview> => {
  const { store } = deps
  const before = kept.get(store)
  if (before !== undefined && before.until > performance.now()) return before.answer
  const answer = countEverybody(deps)
  kept.set(store, { until: performance.now() + KEPT_MS, answer })
  answer.catch(() => kept.delete(store))
  return answer
}

const attention: Record<keyof Overview['attention'], PersonFilter> = {
  expired: { status: ['invited'], invitation: ['expired'] },
  notBegun: { status: ['invited'], invitation: ['not_begun'] },
  bounced: { invitation: ['bounced', 'complained'] },
  refused: { invitation: ['refused'] },
  notInvited: { status: ['offline'] },
}

const countEverybody = async ({ config, store }: Pick<Deps, 'config' | 'store'>): Promise<Overview> => {
  const { timeZone } = config.organisation
  const counts = await store.countPeople({ timeZone, days: DAYS })
  return {
    at: new Date(await store.now()).toISOString(),
    statuses: sumsOf(STATUSES, counts.statuses, ({ status }) => status),
    emailStatuses: sumsOf(EMAIL_STATUSES, counts.statuses, ({ emailStatus }) => emailStatus),
    attention: {
      expired: await store.countUsers(attention.expired),
      notBegun: await store.countUsers(attention.notBegun),
      bounced: await store.countUsers(attention.bounced),
      refused: await store.countUsers(attention.refused),
      notInvited: await store.countUsers(attention.notInvited),
    },
    locations: grouped(counts.locations),
    departments: grouped(counts.departments),
    imports: byImport(counts.imports),
    days: cumulated(counts.days, await store.now(), timeZone),
  }
}

const STATUSES = ['offline', 'invited', 'online', 'deactivated'] as const
const EMAIL_STATUSES = ['none', 'unconfirmed', 'pending', 'confirmed'] as const

const sumsOf = <K extends string, T extends { count: number }>(keys: readonly K[], counts: readonly T[], keyOf: (one: T) => K) =>
  Object.fromEntries(keys.map((key) => [key, counts.reduce((sum, one) => (keyOf(one) === key ? sum + one.count : sum), 0)])) as Record<
    K,
    number
  >

const grouped = (counts: readonly GroupCount[]): Overview['locations'] => {
  const names = [...new Set(counts.map(({ name }) => name))]
  return names.map((name) => {
    const group = counts.filter((one) => one.name === name)
    return { name, ...sumsOf(STATUSES, group, ({ status }) => status) }
  })
}

const byImport = (counts: readonly ImportCount[]): Overview['imports'] =>
  [...new Map(counts.map((count) => [count.id, count])).values()].map(({ id, name, createdAt }) => ({
    id,
    name,
    createdAt: new Date(createdAt).toISOString(),
    ...sumsOf(
      STATUSES,
      counts.filter((count) => count.id === id),
      ({ status }) => status,
    ),
  }))

const cumulated = (counts: PeopleCounts['days'], now: number, timeZone: string): Overview['days'] => {
  const of = (day: string | null) => counts.find((count) => count.day === day)
  let { entered, invited, online } = of(null) ?? { entered: 0, invited: 0, online: 0 }
  return lastDays(now, timeZone, DAYS).map((day) => {
    const more = of(day)
    entered += more?.entered ?? 0
    invited += more?.invited ?? 0
    online += more?.online ?? 0
    return { day, entered, invited, online }
  })
}
