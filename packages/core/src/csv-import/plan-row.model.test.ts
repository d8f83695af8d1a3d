// Files at random, again and again, on a few people whom holders and managers change in between: what holds for every one of them.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeEmail } from '../account/change-email.ts'
import { deactivatePerson } from '../account/deactivate.ts'
import { address, apiKey, at, DAY, invited, offline, online, START, stored } from '../account/person.fixture.ts'
import type { Person } from '../account/person.ts'
import { isFoyerError } from '../foyer-error.ts'
import type { ImportValues } from './import-values.ts'
import { type ImportOptions, planMissing, planRow } from './plan-row.ts'

const addresses = ['a@example.com', 'b@example.com', 'c@example.com'] as const

const values: fc.Arbitrary<ImportValues> = fc.record(
  {
    firstName: fc.constantFrom('Mia', 'José 🎉', null),
    lastName: fc.constantFrom('Müller', 'Łukasz'),
    email: fc.oneof(fc.constantFrom(...addresses).map(address), fc.constant(null)),
    status: fc.constantFrom('active' as const, 'inactive' as const),
    endsAt: fc.constantFrom(START + 100 * DAY, null),
    postalAddress: fc.constantFrom({ street: 'Weg 1' }, { street: 'Weg 1', postcode: '50667', town: 'Köln' }, null),
  },
  { requiredKeys: [] },
)

const options: fc.Arbitrary<ImportOptions> = fc.record({
  application: fc.constant('app'),
  invite: fc.constantFrom('none' as const, 'new' as const, 'not_online' as const),
  matchByEmail: fc.boolean(),
  initialPassword: fc.constantFrom('generate' as const, null),
  language: fc.constantFrom('en', null),
})

const people = {
  nobody: () => null,
  offline: () => offline('a@example.com'),
  invited: () => invited('a@example.com'),
  online: () => online('a@example.com'),
  boss: () => online('a@example.com', { application: 'portal', role: 'owner' }),
  deactivated: () => stored(deactivatePerson(online('a@example.com'), {}, at())),
} satisfies Record<string, () => Person | null>

type Step = { row: ImportValues; options: ImportOptions } | 'change_address' | 'deactivate' | 'missing'

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ row: values, options }) },
    { weight: 1, arbitrary: fc.constantFrom('change_address' as const, 'deactivate' as const, 'missing' as const) },
  ),
  { minLength: 1, maxLength: 8 },
)

const numbered = (person: Person | null): Person | null =>
  person === null ? null : { ...person, profile: { ...person.profile, externalId: 'P-1' } }

describe('files at random', () => {
  it.each(Object.keys(people) as (keyof typeof people)[])('that begin with %s break no rule', (begin) => {
    fc.assert(
      fc.property(steps, (run) => {
        let person = numbered(people[begin]())
        let now = START
        for (const step of run) {
          now += DAY / 24
          const before = person
          if (typeof step === 'string') person = byHand(step, person, now)
          else person = byFile(step, person, now)
          if (before?.email?.confirmedAt != null) expect(person?.email?.canonical).toBe(before.email.canonical)
          if (begin === 'boss') expect(person).toBe(before)
        }
      }),
      { numRuns: 400 },
    )
  })
})

const byFile = ({ row, options: chosen }: Exclude<Step, string>, person: Person | null, now: number): Person | null => {
  const facts = { values: { externalId: 'P-1', ...row }, person, addressOwner: null, twins: null, newId: 'new-1', password: null }
  const plan = planRow(facts, chosen, at(now, apiKey))
  const isWritten = !['conflict', 'error', 'unchanged'].includes(plan.outcome)
  expect(plan.decision !== null).toBe(isWritten)
  expect(planRow(facts, chosen, at(now, apiKey))).toMatchObject({
    outcome: plan.outcome,
    changes: plan.changes,
    reason: plan.reason,
    mails: plan.mails,
  })
  if (plan.decision === null) return person
  const { decision } = plan
  expect(decision.events.length).toBeGreaterThan(0)
  expect(decision.jobs.filter(({ type }) => type === 'mail').length).toBe(plan.mails)
  expect(plan.mails).toBeLessThanOrEqual(1)
  if (person !== null)
    for (const { application } of decision.person.access)
      expect(['app', ...person.access.map((had) => had.application)]).toContain(application)
  const after = stored(decision)
  const again = planRow({ ...facts, person: after }, { ...chosen, invite: 'new' }, at(now + 1, apiKey))
  expect([again.outcome, again.mails, again.reason?.code ?? null]).toEqual(['unchanged', 0, null])
  return after
}

const byHand = (step: Extract<Step, string>, person: Person | null, now: number): Person | null => {
  if (person === null) return null
  try {
    if (step === 'missing') {
      const plan = planMissing(person, 2, at(now, apiKey))
      return plan.decision === null ? person : stored(plan.decision)
    }
    if (person.access.some(({ role }) => role === 'owner')) return person
    return stored(
      step === 'deactivate'
        ? deactivatePerson(person, {}, at(now, apiKey))
        : changeEmail(person, { email: address('b@example.com') }, at(now, apiKey)),
    )
  } catch (error) {
    if (isFoyerError(error)) return person
    throw error
  }
}
