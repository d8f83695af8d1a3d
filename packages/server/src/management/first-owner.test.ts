// The first owner: a link that is the same until it is used, and makes one owner however many follow it.

import { deactivatePerson, deletePerson } from '@foyer/core'
import { afterEach, describe, expect, it } from 'vitest'
import { openBrowser } from '../../test/browser.ts'
import { createPostgresDatabase, testDatabases } from '../../test/databases.ts'
import { EXAMPLE, type ExampleFoyer, linkIn, openExampleFoyer, shortCodeIn } from '../../test/example-foyer.ts'
import { contextAt } from '../../test/people.ts'
import { newSecret } from '../keys/key-ring.ts'
import type { DatabaseOptions } from '../store/database/database.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})
const open = async (database: DatabaseOptions = { memory: true }, secrets = newSecret('test')): Promise<ExampleFoyer> => {
  const foyer = await openExampleFoyer({ secrets }, { database })
  closers.push(() => foyer.close())
  return foyer
}
const tokenOf = (foyer: ExampleFoyer) => linkIn(foyer.firstOwnerLink ?? '')
/** Follows the link, proves that mailbox, accepts; answers the view that asks for the password. */
const prove = async (foyer: ExampleFoyer, email: string) => {
  const browser = openBrowser(foyer, { origin: foyer.url, application: 'portal' })
  const check = await browser.act(await browser.start({ link: tokenOf(foyer) }), 'open')
  const code = await browser.act(check, 'give_email', { email })
  const legal = await browser.act(code, 'submit_email_code', { code: shortCodeIn((await foyer.mailTo(email)).text) })
  return { browser, view: await browser.act(legal, 'accept', { documents: [{ key: 'terms', version: '1' }] }) }
}
const owners = async (foyer: ExampleFoyer) => {
  const { body } = await foyer.manage('GET', '/api/users?application=portal&status=online')
  return (body.items as { access: { role: string }[] }[]).filter(({ access }) => access.some(({ role }) => role === 'owner'))
}

describe.each(testDatabases())('the link of the terminal, on $name', ({ name, skipped }) => {
  if (skipped) {
    it(`is not tested here: ${skipped}`, (context) => context.skip())
    return
  }
  const database = async (): Promise<DatabaseOptions> => {
    if (name === 'PGlite') return { memory: true }
    const { url, drop } = await createPostgresDatabase()
    closers.push(drop)
    return { url }
  }

  it('followed by fifty at once makes one owner', async () => {
    const foyer = await open(await database())
    const { browser, view } = await prove(foyer, 'chef@example.com')
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) => browser.tryTo(view, 'set_password', { password: `vier blaue Stühle am Meer ${at}` })),
    )
    const outcomes = answers.map(({ body }) => body.step?.name ?? String(body.code))
    expect(outcomes.filter((outcome) => outcome === 'signed_in')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'already_active')).toHaveLength(49)
    expect(await owners(foyer)).toHaveLength(1)
    expect((await browser.start({ link: tokenOf(foyer) })).step.name).toMatch(/already_active|continue_as/)
  })

  it('is one for several servers that start at once, and none once somebody owns', async () => {
    if (name === 'PGlite') return
    const at = await database()
    const secrets = newSecret('test')
    const servers = await Promise.all(Array.from({ length: 4 }, () => open(at, secrets)))
    expect(new Set(servers.map(tokenOf)).size).toBe(1)
    const [first] = servers
    if (first === undefined) throw new Error('No server')
    const { browser, view } = await prove(first, 'chef@example.com')
    await browser.act(view, 'set_password', { password: 'vier blaue Stühle am Meer' })
    expect((await open(at, secrets)).firstOwnerLink).toBeNull()
  })
})

describe('the person behind the link', () => {
  it('holds no address, and cannot be mailed, until somebody proves one', async () => {
    const foyer = await open()
    const { body } = await foyer.manage('GET', '/api/users')
    expect(body.items).toMatchObject([
      { status: 'invited', email: null, access: [{ application: 'portal', role: 'owner', pending: true }, {}] },
    ])
  })

  it.each([
    ['erased', deletePerson],
    ['blocked', (person, context) => deactivatePerson(person, {}, context)],
  ] as [string, typeof deletePerson][])('%s makes room for the next, so that a deployment can always be owned', async (_, end) => {
    if (testDatabases()[1]?.skipped !== undefined) return
    const { url, drop } = await createPostgresDatabase()
    closers.push(drop)
    const secrets = newSecret('test')
    const before = await open({ url }, secrets)
    const { body } = await before.manage('GET', '/api/users')
    const [{ id }] = body.items as [{ id: string }]
    await before.store.changePerson({ id }, (person, now) => end(person, contextAt(now)), { actor: 'system' })
    const after = await open({ url }, secrets)
    expect(tokenOf(after)).not.toBe(tokenOf(before))
    expect((await after.browser({ application: 'portal' }).start({ link: tokenOf(before) })).step.name).toBe('link_invalid')
    expect((await after.browser({ application: 'portal' }).start({ link: tokenOf(after) })).step.name).toBe('open_link')
    expect(tokenOf(await open({ url }, secrets))).toBe(tokenOf(after))
  })

  it('whose link was made with a retired secret gets another', async () => {
    if (testDatabases()[1]?.skipped !== undefined) return
    const { url, drop } = await createPostgresDatabase()
    closers.push(drop)
    const before = await open({ url }, newSecret('old'))
    const after = await open({ url }, newSecret('new'))
    expect((await after.browser({ application: 'portal' }).start({ link: tokenOf(before) })).step.name).toBe('link_invalid')
    expect((await after.browser({ application: 'portal' }).start({ link: tokenOf(after) })).step.name).toBe('open_link')
  })
})

describe('where nothing is managed', () => {
  it('there is no link', async () => {
    const { app, shop } = EXAMPLE.applications
    const foyer = await openExampleFoyer({ applications: { app, shop } })
    closers.push(() => foyer.close())
    expect(foyer.firstOwnerLink).toBeNull()
  })
})
