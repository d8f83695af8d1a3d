// The contract of the last owner: whatever several admins do at once, one is left.

import { deactivatePerson, isFoyerError, type Person, resetAccess, withdrawAccess } from '@foyer/core'
import { beforeEach, expect, it } from 'vitest'
import { onEachDatabase } from '../../test/on-each-database.ts'
import { addOnline, contextAt, withFacts } from '../../test/people.ts'
import { preparePeople } from './prepare-people.ts'

onEachDatabase('the last owner', (at) => {
  const addOwner = () => addOnline(at().store, { application: 'portal', role: 'owner' })
  const deactivate = (id: string) =>
    at().store.changePerson({ id }, (before, now) => deactivatePerson(before, {}, contextAt(now)), { actor: 'system' })

  beforeEach(async () => {
    await at().rows('delete from users')
  })

  it('is there or not', async () => {
    await expect(at().store.hasOwner()).resolves.toBe(false)
    await addOnline(at().store, { application: 'portal', role: 'viewer' })
    await expect(at().store.hasOwner()).resolves.toBe(false)
    await addOwner()
    await expect(at().store.hasOwner()).resolves.toBe(true)
  })

  it('stays, by whatever way it would go', async () => {
    const { store } = at()
    const owner = await addOwner()
    const refused = { code: 'last_owner' }
    const options = { actor: 'system' }
    await expect(deactivate(owner.id)).rejects.toMatchObject(refused)
    await expect(
      store.changePerson({ id: owner.id }, (before, now) => withdrawAccess(before, { application: 'portal' }, contextAt(now)), options),
    ).rejects.toMatchObject(refused)
    await expect(
      store.changePerson({ id: owner.id }, (before, now) => resetAccess(before, { reason: 'lost' }, contextAt(now)), options),
    ).rejects.toMatchObject(refused)
    // A last day would lose the owner later, when nobody looks.
    await expect(
      store.changePerson({ id: owner.id }, (before, now) => deactivatePerson(before, { at: now + 1000 }, contextAt(now)), options),
    ).rejects.toMatchObject(refused)
    await expect(store.loadPerson({ id: owner.id })).resolves.toMatchObject({
      person: { version: owner.version, deactivatedAt: null, endsAt: null },
    })
    await expect(store.changePerson({ id: owner.id }, (before) => withFacts(before, { signInName: 'x' }), options)).resolves.toMatchObject({
      changed: true,
    })
  })

  it('is no longer the last beside another', async () => {
    const [first] = [await addOwner(), await addOwner()]
    await expect(deactivate(first.id)).resolves.toMatchObject({ changed: true })
  })

  it('stays when all owners are deactivated at the same time', async () => {
    const { store } = at()
    const owners = [await addOwner(), await addOwner(), await addOwner(), await addOwner(), await addOwner()]
    const outcomes = await Promise.allSettled(owners.map(({ id }) => deactivate(id)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(4)
    const codes = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' && isFoyerError(outcome.reason) ? [outcome.reason.code] : [],
    )
    expect(codes).toEqual(['last_owner'])
    await expect(store.hasOwner()).resolves.toBe(true)
  })

  it('stays when files that would lose them all are written at the same time, and beside somebody who deactivates', async () => {
    const { store } = at()
    const owners = [await addOwner(), await addOwner(), await addOwner(), await addOwner()]
    const [first, second, third, byHand] = owners
    const importId = '01900000-0000-7000-8000-0000000000aa'
    const write = (people: readonly (Person | undefined)[]) =>
      store.transaction((tx) => {
        const writes = people.flatMap((before) => {
          if (before === undefined) return []
          const { person: after, ...rest } = deactivatePerson(before, {}, contextAt(3_000_000))
          return [{ before, after, ...rest }]
        })
        return tx.keepPeople(preparePeople(writes, { actor: 'system', importId, isFree: false }))
      })
    const outcomes = await Promise.allSettled([write([first, second]), write([third]), deactivate(byHand?.id ?? '')])
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
    expect(refused.map((error) => (isFoyerError(error) ? error.code : error))).toEqual(['last_owner'])
    await expect(store.hasOwner()).resolves.toBe(true)
    // Nobody of a file that would lose the last one was written.
    const left = await Promise.all(owners.map(async ({ id }) => (await store.loadPerson({ id }))?.person.deactivatedAt === null))
    expect([left[0] === left[1], left.includes(true)]).toEqual([true, true])
  })
})
