// The contract of people: what is saved is what is loaded, and of two writers one decides again.

import { randomUUID } from 'node:crypto'
import {
  acceptDocuments,
  completeActivation,
  deactivatePerson,
  grantAccess,
  isFoyerError,
  openActivation,
  type Person,
  revokeInvitation,
  sendInvitation,
  unchanged,
  updatePerson,
} from '@foyer/core'
import { expect, it } from 'vitest'
import { onEachDatabase } from '../../test/on-each-database.ts'
import { add, addOnline, contextAt, enter, withFacts } from '../../test/people.ts'
import type { PersonRef } from './person.port.ts'

const code = (error: unknown) => (isFoyerError(error) ? error.code : error)

onEachDatabase('people', (at) => {
  const load = async (ref: PersonRef): Promise<Person> => {
    const loaded = await at().store.loadPerson(ref)
    if (loaded === null) throw new Error('nobody was found')
    return loaded.person
  }

  it('come back as they were saved', async () => {
    const { store } = at()
    const entered = await add(store, {
      firstName: 'Mia',
      lastName: 'Müller',
      email: 'Mia.Mueller@Example.com',
      externalId: 'P-1',
      postalAddress: { street: 'Weg 1', postcode: '50667', town: 'Köln' },
      fields: { shirtSize: 'M', nested: [1, null] },
      invite: 'portal',
      role: 'viewer',
      endsAt: 4_000_000_000_123,
    })
    expect(entered.invitation?.carriers).toHaveLength(2)
    await expect(load({ id: entered.id })).resolves.toEqual(entered)
    await expect(load({ externalId: 'P-1' })).resolves.toEqual(entered)
    await expect(load({ email: 'mia.mueller@example.com' })).resolves.toEqual(entered)
    await expect(load({ grantId: entered.invitation?.id ?? '' })).resolves.toEqual(entered)
    await expect(load({ locator: entered.invitation?.locator ?? '' })).resolves.toEqual(entered)
    await expect(store.loadPerson({ id: entered.id })).resolves.toMatchObject({ delivery: 'queued' })
  })

  it('are found by nothing that is not theirs', async () => {
    const { store } = at()
    for (const ref of [
      { id: 'x' },
      { id: randomUUID() },
      { externalId: 'P\0' },
      { email: 'nobody@example.com' },
      { grantId: '' },
      { locator: '' },
    ]) {
      await expect(store.loadPerson(ref)).resolves.toBeNull()
    }
  })

  it('come back in the order asked', async () => {
    const { store } = at()
    const [a, b, c] = [await add(store, {}), await add(store, {}), await add(store, {})]
    const loaded = await store.loadPersons([c.id, 'x', a.id, randomUUID(), b.id])
    expect(loaded.map(({ person }) => person.id)).toEqual([c.id, a.id, b.id])
  })

  it('change with a new version, their events and their jobs', async () => {
    const { store, rows } = at()
    const person = await add(store, { lastName: 'Vorher', email: 'change@example.com' })
    const changed = await store.changePerson(
      { id: person.id },
      (before, now) => sendInvitation(before, { application: 'app' }, contextAt(now)),
      { actor: 'system' },
    )
    expect(changed).toMatchObject({ changed: true, person: { version: 2, invitation: { application: 'app' } } })
    await expect(load({ id: person.id })).resolves.toEqual(changed?.person)
    const events = await rows('select type from events where user_id = $1::uuid order by id', [person.id])
    expect(events).toEqual([{ type: 'user.created' }, { type: 'access.granted' }, { type: 'invitation.sent' }])
    const jobs = await rows(`select type, payload->'intent'->>'kind' as kind from jobs where user_id = $1::uuid`, [person.id])
    expect(jobs).toEqual([{ type: 'mail', kind: 'invitation' }])
  })

  it('have a mail written to somebody else when the decision says so', async () => {
    const { store, rows } = at()
    const [about, other] = [await add(store, {}), await add(store, { email: 'other@example.com' })]
    const intent = { kind: 'email_in_use', application: 'app' } as const
    const job = { type: 'mail', userId: other.id, intent, dedupe: `in-use:${other.id}` } as const
    await store.changePerson({ id: about.id }, (before) => ({ ...unchanged(before), jobs: [job] }), { actor: 'system' })
    expect(await rows('select user_id from jobs where dedupe = $1', [job.dedupe])).toEqual([{ user_id: other.id }])
    expect(await rows('select kind from mails where user_id = $1::uuid', [other.id])).toEqual([{ kind: 'email_in_use' }])
  })

  it('are left alone by a decision that changes nothing', async () => {
    const { store } = at()
    const person = await add(store, { lastName: 'Gleich' })
    const answer = await store.changePerson({ id: person.id }, (before) => unchanged(before), { actor: 'system' })
    expect(answer).toMatchObject({ changed: false, person: { version: 1 } })
  })

  it('are refused to whoever saw another version', async () => {
    const { store } = at()
    const person = await add(store, {})
    const change = () =>
      store.changePerson({ id: person.id }, (before, now) => updatePerson(before, { profile: { lastName: 'Neu' } }, contextAt(now)), {
        actor: 'system',
        ifVersion: 1,
      })
    await change()
    await expect(change()).rejects.toMatchObject({ code: 'changed_meanwhile', details: { current: 2 } })
  })

  it('are nobody to a change of somebody unknown', async () => {
    await expect(at().store.changePerson({ externalId: 'unknown' }, (before) => unchanged(before), { actor: 'system' })).resolves.toBeNull()
  })

  it('lose no change of two writers', async () => {
    const { store } = at()
    const person = await add(store, { fields: {} })
    const writers = ['a', 'b', 'c', 'd', 'e'].map((key) =>
      store.changePerson(
        { id: person.id },
        (before, now) => updatePerson(before, { profile: { fields: { ...before.profile.fields, [key]: 1 } } }, contextAt(now)),
        { actor: 'system' },
      ),
    )
    await Promise.all(writers)
    await expect(load({ id: person.id })).resolves.toMatchObject({ version: 6, profile: { fields: { a: 1, b: 1, c: 1, d: 1, e: 1 } } })
  })

  it('are activated once, however many complete at the same time', async () => {
    const { store, rows } = at()
    const person = await add(store, { email: 'hundred@example.com', invite: 'app' })
    const { invitation } = person
    if (invitation === null) throw new Error('not invited')
    const proofs = {
      grantId: invitation.id,
      generation: invitation.generation,
      carrier: 'mail_link' as const,
      openedAt: invitation.generation,
      provenRevision: person.emailRevision,
      proofGrantId: null,
    }
    await store.changePerson({ id: person.id }, (before, now) => openActivation(before, proofs, contextAt(now)), { actor: 'holder' })
    const outcomes = await Promise.allSettled(
      Array.from({ length: 100 }, (_, index) =>
        store.changePerson(
          { grantId: invitation.id },
          (before, now) => completeActivation(before, proofs, { credential: 'password' }, contextAt(now)),
          { actor: 'holder', passwordHash: `hash ${index}` },
        ),
      ),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(new Set(outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [code(outcome.reason)] : [])))).toEqual(
      new Set(['already_active']),
    )
    const winner = outcomes.findIndex(({ status }) => status === 'fulfilled')
    await expect(store.readPassword(person.id)).resolves.toBe(`hash ${winner}`)
    await expect(load({ id: person.id })).resolves.toMatchObject({ hasPassword: true, invitation: null, access: [{ pending: false }] })
    const done = await rows(`select 1 from events where user_id = $1::uuid and type = 'activation.completed'`, [person.id])
    expect(done).toHaveLength(1)
    // The old link still finds its person, to be told that the account is active.
    const after = await load({ grantId: invitation.id })
    expect(after).toMatchObject({ id: person.id, invitation: null, grants: [{ id: invitation.id, endedReason: 'completed' }] })
    const again = await store.changePerson({ id: person.id }, (before, now) => deactivatePerson(before, {}, contextAt(now)), {
      actor: 'system',
    })
    expect(again?.person.grants).toEqual(after.grants)
    await expect(load({ id: person.id })).resolves.toEqual(again?.person)
  })

  it('keep what is also written in the transaction, or nothing at all', async () => {
    const { store } = at()
    const person = await add(store, { email: 'also@example.com' })
    const change = (fail: boolean) =>
      store.changePerson(
        { id: person.id },
        (before, now) => ({
          decision: updatePerson(before, { profile: { lastName: fail ? 'Nie' : 'Doch' } }, contextAt(now)),
          extra: 'made',
        }),
        {
          actor: 'system',
          alsoInTransaction: async (tx, after) => {
            await tx.writeMeta('also', after.profile.lastName ?? '')
            if (fail) throw new Error('on purpose')
            return after.version
          },
        },
      )
    await expect(change(true)).rejects.toThrow('on purpose')
    await expect(store.readMeta('also')).resolves.toBeNull()
    await expect(load({ id: person.id })).resolves.toMatchObject({ version: 1 })
    await expect(change(false)).resolves.toMatchObject({ made: { extra: 'made' }, result: 2 })
    await expect(store.readMeta('also')).resolves.toBe('Doch')
  })

  it('share neither address, number nor sign-in name', async () => {
    const { store } = at()
    const first = await add(store, { email: 'one@example.com', externalId: 'N-1' })
    await expect(add(store, { email: ' ONE@example.com' })).rejects.toMatchObject({ code: 'email_taken', details: { userId: first.id } })
    await expect(add(store, { externalId: 'N-1' })).rejects.toMatchObject({ code: 'external_id_taken', details: { userId: first.id } })
    const second = await add(store, { email: 'two@example.com' })
    const rename = store.changePerson(
      { id: second.id },
      (before, now) => updatePerson(before, { profile: { externalId: 'N-1' } }, contextAt(now)),
      { actor: 'system' },
    )
    await expect(rename).rejects.toMatchObject({ code: 'external_id_taken', details: { userId: first.id } })
    const inTransaction = store.transaction(async (tx) => {
      await tx.writeMeta('lost', 'x')
      await tx.insertPerson(enter({ email: 'one@example.com' }, await tx.now()), { actor: 'system' })
    })
    await expect(inTransaction).rejects.toMatchObject({ code: 'email_taken', details: { userId: first.id } })
    await expect(store.readMeta('lost')).resolves.toBeNull()
  })

  it('enter one address once, however many try', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 30 }, () => add(at().store, { email: 'race@example.com' })))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(new Set(outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [code(outcome.reason)] : [])))).toEqual(
      new Set(['email_taken']),
    )
  })

  it('leave a former address taken until its undo ends', async () => {
    const { store } = at()
    const person = await addOnline(store, { email: 'former@example.com' })
    await store.changePerson(
      { id: person.id },
      (before, now) =>
        withFacts(before, {
          email: before.email === null ? null : { ...before.email, canonical: 'next@example.com', entered: 'next@example.com' },
          formerEmail: { canonical: 'former@example.com', entered: 'former@example.com', changedAt: now, undoUntil: now + 60_000 },
        }),
      { actor: 'holder' },
    )
    await expect(add(store, { email: 'former@example.com' })).rejects.toMatchObject({ code: 'email_taken', details: { userId: person.id } })
    await store.shiftClock(61_000)
    await expect(add(store, { email: 'former@example.com' })).resolves.toMatchObject({ version: 1 })
    await store.shiftClock(0)
  })

  it('take another random locator when one is in use', async () => {
    const { store } = at()
    const first = await add(store, { email: 'locator1@example.com', invite: 'app' })
    let calls = 0
    const second = await store.addPerson(
      (now) => {
        calls += 1
        const decision = enter({ email: 'locator2@example.com', invite: 'app' }, now)
        const { invitation } = decision.person
        if (calls > 1 || invitation === null) return decision
        return { ...decision, person: { ...decision.person, invitation: { ...invitation, locator: first.invitation?.locator ?? null } } }
      },
      { actor: 'system' },
    )
    expect(calls).toBe(2)
    expect(second.person.invitation?.locator).not.toBe(first.invitation?.locator)
  })

  it('have every wrong try at a code counted, and no save takes one back', async () => {
    const { store } = at()
    const { id, invitation } = await add(store, { email: 'tries@example.com', invite: 'app' })
    if (invitation === null) throw new Error('not invited')
    const stale = await load({ id })
    const counts = await Promise.all(Array.from({ length: 20 }, () => store.countCodeTry(invitation.id, invitation.generation)))
    expect([...counts].sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    await store.transaction((tx) =>
      tx.savePerson(stale, withFacts(stale, { invitation: { ...invitation, begunAt: invitation.generation } }), { actor: 'holder' }),
    )
    await expect(load({ id })).resolves.toMatchObject({ invitation: { codeTries: 20, begunAt: invitation.generation } })
    await expect(store.countCodeTry(invitation.id, invitation.generation - 1)).resolves.toBeNull()
    await store.changePerson({ id }, (before, now) => revokeInvitation(before, contextAt(now)), { actor: 'system' })
    await expect(store.countCodeTry(invitation.id, invitation.generation)).resolves.toBeNull()
  })

  it('record each accepted document once, and access as it changes', async () => {
    const { store } = at()
    const person = await addOnline(store, {})
    const documents = [{ key: 'terms', version: '1', locale: 'de', sha256: null }]
    const accept = () =>
      store.changePerson({ id: person.id }, (before, now) => acceptDocuments(before, { documents, channel: 'sign_in' }, contextAt(now)), {
        actor: 'holder',
      })
    await accept()
    await expect(accept()).resolves.toMatchObject({ changed: false })
    await store.changePerson(
      { id: person.id },
      (before, now) => grantAccess(before, { application: 'portal', role: 'owner' }, contextAt(now)),
      {
        actor: 'system',
      },
    )
    await expect(load({ id: person.id })).resolves.toMatchObject({
      acceptances: [{ document: 'terms', version: '1' }],
      access: [{ application: 'app' }, { application: 'portal', role: 'owner' }],
    })
  })
})
