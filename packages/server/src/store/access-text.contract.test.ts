// What lists show of somebody's accesses is what the table of accesses says, whatever was decided and however it was written.

import { type Decision, deletePerson, grantAccess, type Person, withdrawAccess } from '@foyer/core'
import { expect, it } from 'vitest'
import { onEachDatabase } from '../../test/on-each-database.ts'
import { add, addOnline, contextAt, enter } from '../../test/people.ts'
import { preparePeople } from './prepare-people.ts'

const IMPORT = '01900000-0000-7000-8000-0000000000aa'

const UNLIKE = `select u.id, u.access_text, a.list from users u left join (
    select user_id, string_agg(application || ' ' || pending || ' ' || coalesce(role, ''), ',' order by granted_at, via nulls first, application) as list
    from access group by user_id) a on a.user_id = u.id
  where u.access_text is distinct from a.list`

onEachDatabase('access beside the person', (at) => {
  const expectAlike = async () => expect(await at().rows(UNLIKE)).toEqual([])
  const listed = async (id: string) => {
    const { items } = await at().store.listUsers({}, { sort: '-changedAt', limit: 200 })
    return items.find(({ person }) => person.id === id)?.person.access
  }
  const change = (id: string, decide: (person: Person, now: number) => Decision) =>
    at().store.changePerson({ id }, decide, { actor: 'system' })

  it('follows every grant, role and withdrawal', async () => {
    const other = await addOnline(at().store, {})
    await change(other.id, (person, now) => grantAccess(person, { application: 'portal', role: 'owner' }, contextAt(now)))
    const { id } = await addOnline(at().store, {})
    await expectAlike()
    expect(await listed(id)).toEqual([{ application: 'app', role: null, pending: false }])
    await change(id, (person, now) => grantAccess(person, { application: 'portal', role: 'helper' }, contextAt(now)))
    await expectAlike()
    expect(await listed(id)).toEqual([
      { application: 'app', role: null, pending: false },
      { application: 'portal', role: 'helper', pending: false },
    ])
    await change(id, (person, now) => grantAccess(person, { application: 'portal', role: 'owner' }, contextAt(now)))
    await expectAlike()
    await change(id, (person, now) => withdrawAccess(person, { application: 'portal' }, contextAt(now)))
    await expectAlike()
    await change(id, (person, now) => withdrawAccess(person, { application: 'app' }, contextAt(now)))
    await expectAlike()
    expect(await listed(id)).toEqual([])
  })

  it('holds for the invited, for those whom an import writes, and for those who were erased', async () => {
    const invited = await add(at().store, { email: 'invited@example.com', invite: 'app' })
    const writes = [1, 2, 3].map((n) => {
      const { person: after, events, jobs, endSessions } = enter({ externalId: `A-${n}`, email: `a${n}@example.com`, invite: 'app' }, 1e6)
      return { before: null, after, events, jobs, endSessions }
    })
    await at().store.transaction((tx) => tx.keepPeople(preparePeople(writes, { actor: 'terminal', importId: IMPORT, isFree: false })))
    await expectAlike()
    expect(await listed(invited.id)).toEqual([{ application: 'app', role: null, pending: true }])
    await change(invited.id, (person, now) => deletePerson(person, contextAt(now)))
    await expectAlike()
  })
})
