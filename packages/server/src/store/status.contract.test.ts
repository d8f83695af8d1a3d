// The contract of both statuses: for every combination of facts the database says what core says, and refuses what core calls illegal.

import { randomUUID } from 'node:crypto'
import { accountStatus, type EmailFacts, emailStatus, isLegalPair, type Person } from '@foyer/core'
import { expect, it } from 'vitest'
import { onEachDatabase } from '../../test/on-each-database.ts'
import { enter, withFacts } from '../../test/people.ts'

const MOMENT = 1_700_000_000_000
const eitherWay = [null, MOMENT] as const

const emails = (address: string): (EmailFacts | null)[] => [
  null,
  ...eitherWay.flatMap((issuedAt) =>
    eitherWay.flatMap((confirmedAt) =>
      eitherWay.map((bouncedAt) => ({
        canonical: address,
        entered: address,
        setAt: MOMENT,
        setBy: 'holder' as const,
        issuedAt,
        confirmedAt,
        bouncedAt,
        complainedAt: null,
        refusedAt: null,
      })),
    ),
  ),
]

/** Every combination of the facts that a status depends on. */
function everybody(): Person[] {
  const people: Person[] = []
  for (const [index, sample] of emails('x').entries()) {
    for (const activatedAt of eitherWay) {
      for (const deactivatedAt of eitherWay) {
        for (const endsAt of eitherWay) {
          for (const invited of [false, true]) {
            for (const byNumber of [false, true]) {
              const name = `s${people.length}`
              const email = sample === null ? null : (emails(`${name}@example.com`)[index] ?? null)
              const { person } = enter(
                { externalId: name, email: invited ? `${name}@example.com` : null, ...(invited ? { invite: 'app' } : {}) },
                MOMENT,
              )
              people.push({ ...person, id: randomUUID(), email, activatedAt, deactivatedAt, endsAt, signInName: byNumber ? name : null })
            }
          }
        }
      }
    }
  }
  return people
}

onEachDatabase('both statuses', (at) => {
  it('are what core derives, for every combination of facts, and none that core calls illegal is stored', async () => {
    const { store, rows } = at()
    const people = everybody()
    expect(people).toHaveLength(9 * 2 * 2 * 2 * 2 * 2)
    let refused = 0
    for (const person of people) {
      const expected = { status: accountStatus(person), email_status: emailStatus(person.email) ?? 'none' }
      const legal = isLegalPair(expected.status, emailStatus(person.email), person.signInName !== null)
      const write = store.addPerson(() => withFacts(person, {}), { actor: 'system' })
      if (!legal) {
        refused += 1
        await expect(write).rejects.toMatchObject({ code: '23514', constraint: 'users_online_confirmed' })
        continue
      }
      await write
      await expect(rows('select status, email_status from users where id = $1::uuid', [person.id])).resolves.toEqual([expected])
    }
    expect(refused).toBeGreaterThan(0)
    expect(refused).toBeLessThan(people.length / 2)
  })

  it('refuse an address without its facts, and facts without an address', async () => {
    const { store, rows } = at()
    const { person } = await store.addPerson((now) => enter({}, now), { actor: 'system' })
    const set = (column: string, value: string) => rows(`update users set ${column} = ${value} where id = $1::uuid`, [person.id])
    await expect(set('email_confirmed_at', 'now()')).rejects.toMatchObject({ constraint: 'users_email_whole' })
    await expect(set('email_canonical', `'half@example.com'`)).rejects.toMatchObject({ constraint: 'users_email_whole' })
    await expect(set('sign_in_name', `'a@b'`)).rejects.toMatchObject({ constraint: 'users_sign_in_name' })
    await expect(set('deleted_at', `now(), last_name = 'still'`)).rejects.toMatchObject({ constraint: 'users_tombstone' })
  })
})
