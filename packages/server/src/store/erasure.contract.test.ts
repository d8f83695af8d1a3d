// The contract of forgetting: what ended keeps no secret, an erased person leaves a tombstone, and a password is nothing but its hash.

import { deletePerson, type Person, requestEmailChange, revokeInvitation } from '@foyer/core'
import { expect, it } from 'vitest'
import { onEachDatabase } from '../../test/on-each-database.ts'
import { add, addOnline, contextAt, withFacts } from '../../test/people.ts'
import type { PersonRef } from './person.port.ts'

onEachDatabase('people', (at) => {
  const load = async (ref: PersonRef): Promise<Person> => {
    const loaded = await at().store.loadPerson(ref)
    if (loaded === null) throw new Error('nobody was found')
    return loaded.person
  }

  it('keep nothing of an ended invitation that was typed or chosen', async () => {
    const { store, rows } = at()
    const { id, invitation } = await add(store, { email: 'ended@example.com', invite: 'app' })
    if (invitation === null) throw new Error('not invited')
    const typed = { canonical: 'typed@example.com', entered: 'typed@example.com' }
    const open = { ...invitation, typedEmail: typed, chosenPassword: { hash: '$argon2id$', from: 'Jan' } }
    await store.changePerson({ id }, (before) => withFacts(before, { invitation: open }), { actor: 'system' })
    await expect(load({ id })).resolves.toMatchObject({ invitation: { typedEmail: typed, chosenPassword: { from: 'Jan' } } })
    await store.changePerson({ id }, (before, now) => revokeInvitation(before, contextAt(now)), { actor: 'system' })
    const left = await rows('select typed_email, chosen_password, ended_reason from grants where id = $1', [invitation.id])
    expect(left).toEqual([{ typed_email: null, chosen_password: null, ended_reason: 'revoked' }])
  })

  it('leave only a tombstone when erased', async () => {
    const { store, rows } = at()
    const person = await addOnline(store, { firstName: 'Weg', lastName: 'Damit', email: 'erase.me@example.com', externalId: 'Kennung 77' })
    await store.changePerson(
      { id: person.id },
      (before, now) => requestEmailChange(before, { canonical: 'erase.new@example.com', entered: 'erase.new@example.com' }, contextAt(now)),
      { actor: 'holder' },
    )
    const erased = await store.changePerson({ id: person.id }, (before, now) => deletePerson(before, contextAt(now)), { actor: 'system' })
    expect(erased?.person.deletedAt).not.toBeNull()
    await expect(load({ id: person.id })).resolves.toMatchObject({ profile: { lastName: null }, access: [], hasPassword: false })
    await expect(store.loadPerson({ externalId: 'Kennung 77' })).resolves.toBeNull()
    for (const table of ['users', 'access', 'grants', 'events', 'event_values', 'jobs', 'mails', 'passwords', 'sessions']) {
      const found = await rows(`select t::text as row from ${table} t where t::text ~* 'erase\\.|Damit|Kennung 77'`)
      expect(found, table).toEqual([])
    }
    await expect(add(store, { email: 'erase.me@example.com', externalId: 'Kennung 77' })).resolves.toMatchObject({ version: 1 })
  })

  it('need a hash for a password', async () => {
    const { store } = at()
    const person = await add(store, {})
    const change = store.changePerson({ id: person.id }, (before) => withFacts(before, { hasPassword: true }), { actor: 'system' })
    await expect(change).rejects.toThrow('hash')
  })
})
