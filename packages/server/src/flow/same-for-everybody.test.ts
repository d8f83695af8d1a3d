// Whoever is named at an entrance, and however often they failed before: the answer, the work and the writes are the same.

import { type ActionName, type Route, routes, type StepName, stepActions } from '@foyer/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, View } from '../../test/browser.ts'
import { entrances, namesNobody, startAt } from '../../test/entrances.ts'
import { APP, openExampleFoyer } from '../../test/example-foyer.ts'
import { actionOf, expectEqual, type Ground, openGround, type Seen } from '../../test/ground.ts'
import { enterEachState, type Named } from '../../test/six-states.ts'
import { createPasswordHasher } from '../password/hash-password.ts'

const MINUTE_MS = 60_000

let ground: Ground
beforeAll(async () => {
  ground = await openGround()
})
afterAll(() => ground.foyer.close())

/** Counts of the address block are no part of this: each round begins without. */
const nextRound = () => ground.later(11 * MINUTE_MS)

it('every action of every step stands in one of the two tables', () => {
  const all = (Object.keys(stepActions) as StepName[]).flatMap((step) =>
    (Object.keys(stepActions[step]) as ActionName[]).map((action) => `${step}.${action}`),
  )
  const listed = [...Object.keys(entrances), ...Object.values(namesNobody).flat()]
  expect([...listed].sort()).toEqual([...all].sort())
})

it('no other route is open to whoever has shown nothing', () => {
  const open = Object.entries<Route>(routes).flatMap(([name, route]) => (route.class === 'flow' || route.class === 'public' ? [name] : []))
  expect(open).toEqual(['flow.start', 'flow.act'])
})

it('what only moves takes nothing, and reads the time alone', async () => {
  for (const name of namesNobody.moves) {
    const [step = '', action = ''] = name.split('.')
    const schemas = stepActions[step as StepName] as Record<string, { safeParse(input: unknown): { success: boolean } }>
    expect(schemas[action]?.safeParse({ name: 'mia@example.com' }).success, name).toBe(false)
  }
  const ways = [
    [startAt('sign_in'), 'type_code'],
    [startAt('enter_code'), 'send_again'],
    [startAt('enter_code', ['send_again']), 'back'],
    [startAt('recover'), 'back'],
  ] as const
  const who = await ground.somebodyElse()
  for (const [at, action] of ways) {
    const { status, rows, statements } = await ground.look(who, async (browser) => {
      const view = await at(ground, browser, who)
      return () => browser.tryTo(view, action)
    })
    expect([status, rows, new Set(statements)]).toEqual([200, {}, new Set(['select foyer_ms(foyer_now()) as now'])])
  }
})

describe('after so many wrong passwords', () => {
  const others = ['sign_in.forgot', 'send_invitation.request', 'recover.request', 'recover_code.resend', 'recover_code.back'] as const
  let people: Named[] = []
  let failures = 0
  beforeAll(async () => {
    people = await ground.everyState()
  })

  it.each([0, 4, 5, 99, 100])('%i, everybody is told the same', async (count) => {
    for (; failures < count; failures += 1) {
      await ground.later(61 * MINUTE_MS)
      for (const who of people) {
        const browser = ground.stranger()
        await browser.tryTo(await browser.start(), 'sign_in', entrances['sign_in.sign_in'].input(who))
      }
    }
    await ground.later(61 * MINUTE_MS)
    const wrong = await ground.expectSame('sign_in.sign_in', people, count)
    failures += 1
    expect(wrong).toMatchObject({ status: 401, hashes: 1 })
    expect(Object.keys(wrong.rows)).toEqual(count === 99 ? ['jobs', 'rate_limits'] : ['rate_limits'])
    if (failures >= 5) expect(await ground.expectSame('sign_in.sign_in', people, count)).toMatchObject({ status: 429, hashes: 0 })
    for (const name of others) {
      await nextRound()
      expect((await ground.expectSame(name, people, count)).status, name).toBe(200)
    }
  })
})

describe('codes that are typed', () => {
  it.each([
    ['enter_code.submit_code', 10],
    ['recover_code.submit_code', 5],
    ['prove_email.submit_email_code', 5],
  ] as const)('%s: wrong for everybody until %i tries are used up, then for nobody worth a look', async (name, tries) => {
    const people = await ground.everyState()
    const views = new Map<Named, [Browser, View]>()
    const other = await ground.somebodyElse()
    for (const who of [other, ...people]) {
      if (name === 'recover_code.submit_code' && who.state === 'online')
        await ground.foyer.manage('POST', `/api/users/${who.id}/send-recovery`, { application: 'app' })
      const browser = ground.stranger()
      views.set(who, [browser, await entrances[name].at(ground, browser, who)])
    }
    const attempt = (who: Named, count: number) =>
      ground.look(who, async () => {
        const [browser, view] = views.get(who) ?? []
        if (browser === undefined || view === undefined) throw new Error('Nowhere to type it')
        return () => browser.tryTo(view, actionOf(name), entrances[name].input(who, count))
      })
    await attempt(other, 0)
    for (let count = 0; count <= 101; count += 1) {
      const seen: Seen[] = []
      for (const who of people) seen.push(await attempt(who, count))
      const { body } = expectEqual(seen, people, `${name}, after ${count} tries`)
      expect(body, `after ${count}`).toMatchObject({ code: count < tries ? 'code_wrong' : 'code_exhausted' })
    }
    await nextRound()
  })
})

describe('inside an activation', () => {
  it.each(['check_email.give_email', 'prove_email.resend', 'prove_email.back'] as const)(
    '%s shows nobody whose address was typed',
    async (name) => {
      expect((await ground.expectSame(name, await ground.everyState(), 0)).status).toBe(200)
    },
  )

  it('an address that was asked for elsewhere is limited alike: by mails that were sent, and by those that had nobody to go to', async () => {
    const hasher = createPasswordHasher({ parameters: { memoryCost: 8, timeCost: 1, parallelism: 1 } })
    const working = await openExampleFoyer({}, { hasher })
    try {
      const people = await enterEachState(working, await hasher.hash('geduldig wandern drei Berge'))
      for (let count = 0; count < 3; count += 1) {
        await working.shiftClock(count * 11 * MINUTE_MS)
        for (const { name } of people) {
          const browser = working.browser({ origin: APP })
          await browser.act(await browser.start({ begin: 'recover' }), 'request', { name })
          await working.idle()
        }
      }
      const password = 'Willkommen im Lager Nord 7'
      for (const { name, state } of people) {
        const own = `activates.${name}`
        await working.enter({ email: own, invite: { application: 'app', initialPassword: { value: password } } })
        const browser = working.browser({ origin: APP })
        const check = await browser.act(await browser.start(), 'sign_in', { name: own, password })
        const { status, body } = await browser.tryTo(check, 'give_email', { email: name, sure: true })
        expect([status, body.code], state).toEqual([429, 'rate_limited'])
      }
    } finally {
      await working.close()
    }
  })
})

describe('links', () => {
  it('that ran out ask for a new one, whatever became of the mailbox', async () => {
    expect((await ground.expectSame('link_expired.send_new', await ground.everyState(), 0)).status).toBe(200)
  })

  it('that are not genuine open nothing, whoever they name', async () => {
    const { foyer, derive } = ground
    const [of] = (await ground.everyState()).filter(({ state }) => state === 'invited')
    const grant = of?.id == null ? null : (await foyer.store.loadPerson({ id: of.id }))?.person.invitation
    if (of === undefined || grant == null) throw new Error('Nobody was invited')
    const address = { canonical: of.name, revision: 1 }
    const forgeries = {
      'of nobody': derive.linkToken({ ...grant, id: '00000000000000ff' }, 'mail_link', address),
      'of somebody, for another address': derive.linkToken(grant, 'mail_link', { ...address, canonical: 'other@example.com' }),
      'of somebody, to come': derive.linkToken({ ...grant, generation: grant.generation + 1 }, 'mail_link', { ...address, revision: 9 }),
    }
    const seen: Record<string, Seen> = {}
    for (const [what, link] of Object.entries(forgeries))
      seen[what] = await ground.look(of, async (browser) => () => browser.post('/flow/start', { application: 'app', link }))
    for (const [what, one] of Object.entries(seen)) expect(one, what).toEqual(seen['of nobody'])
    expect(seen['of nobody']).toMatchObject({ rows: {}, body: { step: { name: 'link_invalid', data: { newer: false } } } })
  })
})
