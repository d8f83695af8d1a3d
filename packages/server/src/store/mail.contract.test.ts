// The contract of the ledger of mails: states that never go back, news that name their mail, webhooks that count once, pages, and when entries go.

import { randomUUID } from 'node:crypto'
import { type MailState, mailStates } from '@foyer/contract'
import { deletePerson, renewInvitation, sendInvitation } from '@foyer/core'
import { afterEach, expect, it } from 'vitest'
import { onEachDatabase } from '../../test/on-each-database.ts'
import { add, contextAt } from '../../test/people.ts'
import type { MailRecord } from './mail.port.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

onEachDatabase('the ledger of mails', (at) => {
  afterEach(() => at().store.shiftClock(0))

  const invite = async () => {
    const { id } = await add(at().store, { firstName: 'Mia', lastName: 'Weber', email: `${randomUUID()}@example.com`, invite: 'app' })
    const [mail] = (await mailsTo(id)) as [MailRecord]
    return { id, mail }
  }
  const mailsTo = async (userId: string) => (await at().store.listMails({ userId }, { limit: 200 })).items
  const again = (id: string) =>
    at().store.changePerson({ id }, (before, now) => sendInvitation(before, { application: 'app' }, contextAt(now)), { actor: 'system' })

  it('tells what became of the last mail of an invitation', async () => {
    const { store } = at()
    const { id, mail } = await invite()
    const delivery = async () => (await store.loadPerson({ id }))?.delivery
    expect(await delivery()).toBe('queued')
    expect(mail).toMatchObject({
      userId: id,
      name: 'Mia Weber',
      kind: 'invitation',
      state: 'queued',
      revision: null,
      sentAt: null,
      reason: null,
    })
    await store.setMailState(mail.jobId, 'sent', { messageId: '1@foyer', providerId: 'p1', revision: 1 })
    expect(await delivery()).toBe('sent')
    expect(await mailsTo(id)).toMatchObject([{ revision: 1, messageId: '1@foyer', providerId: 'p1', sentAt: expect.any(Number) }])
    await store.noteDelivery({ mail: { messageId: '1@foyer' }, state: 'delivered', revision: null, reason: null })
    expect(await delivery()).toBe('delivered')
    await again(id)
    expect(await delivery()).toBe('queued')
    await store.changePerson({ id }, (before, now) => renewInvitation(before, {}, contextAt(now)), { actor: 'system' })
    expect(await delivery()).toBeNull()
    expect((await mailsTo(id)).map(({ state }) => state)).toEqual(['queued', 'delivered'])
  })

  it('lets no state go back, in whatever order it hears of them', async () => {
    const { store } = at()
    const told = ['delivered', 'delayed', 'bounced', 'complained'] as const
    for (const first of told)
      for (const second of told) {
        const { id, mail } = await invite()
        const name = { jobId: mail.jobId, token: mail.token }
        expect(await store.noteDelivery({ mail: name, state: first, revision: 1, reason: first })).toEqual({
          userId: id,
          kind: 'invitation',
          revision: 1,
        })
        const isNews = mailStates.indexOf(second) > mailStates.indexOf(first)
        expect(
          (await store.noteDelivery({ mail: name, state: second, revision: null, reason: second })) !== null,
          `${first}, ${second}`,
        ).toBe(isNews)
        const later: MailState = isNews ? second : first
        for (const ours of ['sent', 'dropped', 'failed'] as const)
          await store.setMailState(mail.jobId, ours, { messageId: `${mail.jobId}@foyer` })
        expect(await mailsTo(id)).toMatchObject([{ state: later, reason: later, revision: 1, messageId: `${mail.jobId}@foyer` }])
      }
  })

  it('finds a mail by its whole name or its Message-Id, and by nothing else', async () => {
    const { store } = at()
    const { id, mail } = await invite()
    const news = { state: 'bounced', revision: 1, reason: null } as const
    const strangers = [
      { jobId: mail.jobId, token: randomUUID() },
      { jobId: mail.jobId + 1_000_000, token: mail.token },
      { messageId: 'unknown@foyer' },
    ]
    for (const name of strangers) expect(await store.noteDelivery({ mail: name, ...news })).toBeNull()
    expect(await mailsTo(id)).toMatchObject([{ state: 'queued' }])
  })

  it('says which address a mail went to, also when it reads as before', async () => {
    const { store } = at()
    const { id, mail } = await invite()
    await store.setMailState(mail.jobId, 'sent', { revision: 1 })
    expect(await mailsTo(id)).toMatchObject([{ toOtherAddress: false }])
    await store.changePerson(
      { id },
      (before) => ({ person: { ...before, emailRevision: 3, lastEmailRevision: 3 }, events: [], jobs: [], endSessions: [] }),
      { actor: 'system' },
    )
    expect(await mailsTo(id)).toMatchObject([{ toOtherAddress: true }])
  })

  it('takes a webhook’s token once, within its time by the database’s clock, and not if what it stood for failed', async () => {
    const { store } = at()
    const now = await store.now()
    const take = (nonce: string, signedAt: number) => store.takeWebhook(nonce, signedAt)
    expect(await Promise.all(Array.from({ length: 10 }, () => take('t1', now)))).toEqual(expect.arrayContaining([true]))
    expect(await take('t1', now)).toBe(false)
    expect(await take('old', now - 10 * HOUR_MS)).toBe(false)
    expect(await take('late', now - 8 * HOUR_MS)).toBe(true)
    expect(await take('early', now + HOUR_MS)).toBe(false)
    const failing = store.transaction(async (tx) => {
      expect(await tx.takeWebhook('t2', now)).toBe(true)
      throw new Error('failed')
    })
    await expect(failing).rejects.toThrow('failed')
    expect(await take('t2', now)).toBe(true)
    await store.shiftClock(20 * HOUR_MS)
    await store.cleanUp()
    expect(await take('t2', now)).toBe(false)
  })

  it('lists by person, state and kind, newest first, each mail once', async () => {
    const { store } = at()
    const people = [await invite(), await invite(), await invite()]
    for (const { mail } of people.slice(0, 2)) await store.noteDelivery({ mail, state: 'bounced', revision: 1, reason: '550' })
    for (const { id } of people) await again(id)
    const seen: number[] = []
    let after: number | undefined
    do {
      const page = await store.listMails({ kind: ['invitation'] }, { after, limit: 2 })
      seen.push(...page.items.map(({ jobId }) => jobId))
      after = page.next ?? undefined
    } while (after !== undefined)
    expect(seen).toEqual([...new Set(seen)].sort((one, other) => other - one))
    expect(seen.length).toBeGreaterThanOrEqual(6)
    const ids = people.map(({ id }) => id)
    const found = async (filter: Parameters<typeof store.listMails>[0]) =>
      (await store.listMails(filter, { limit: 200 })).items.filter(({ userId }) => ids.includes(userId ?? '')).length
    expect(await found({ state: ['bounced'] })).toBe(2)
    expect(await found({ state: ['bounced', 'queued'], kind: ['invitation'] })).toBe(6)
    expect(await found({ userId: ids[0], state: ['queued'] })).toBe(1)
    expect(await found({ kind: ['recovery'] })).toBe(0)
    expect(await store.listMails({ userId: 'nobody' }, { limit: 5 })).toEqual({ items: [], next: null })
  })

  it('says nothing about somebody erased, also when news come later', async () => {
    const { store } = at()
    const { id, mail } = await invite()
    await store.setMailState(mail.jobId, 'sent', { messageId: 'erased@foyer', revision: 1, reason: 'Wort' })
    await store.changePerson({ id }, (before, now) => deletePerson(before, contextAt(now)), { actor: 'system' })
    await store.noteDelivery({ mail, state: 'bounced', revision: 1, reason: '550 Mia Weber' })
    expect(await mailsTo(id)).toMatchObject([{ name: null, reason: null, messageId: null, providerId: null, state: 'bounced' }])
  })

  it('keeps entries for 180 days', async () => {
    const { store } = at()
    const { id, mail } = await invite()
    await store.shiftClock(179 * DAY_MS)
    await store.noteDelivery({ mail, state: 'delivered', revision: 1, reason: null })
    await store.cleanUp()
    expect(await mailsTo(id)).toHaveLength(1)
    await store.shiftClock(181 * DAY_MS)
    await store.cleanUp()
    expect(await mailsTo(id)).toEqual([])
  })
})
