// After a secret was retired: nothing that was made with it opens anything, and nothing breaks.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeIn, type ExampleFoyer, goOn, linkIn, openExampleFoyer, PASSWORD, shortCodeIn } from '../../test/example-foyer.ts'
import { newSecret } from '../keys/key-ring.ts'

const old = newSecret('old')
const fresh = newSecret('fresh')
const INITIAL = 'Willkommen im Lager Nord 7'

let directory = ''
let foyer: ExampleFoyer
const open = (secrets: string) => openExampleFoyer({ secrets }, { database: { directory: join(directory, 'database') } })
const mails: Record<string, string> = {}
const ids: Record<string, string> = {}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'foyer-retired-'))
  const before = await open(old)
  for (const [name, invite] of Object.entries({
    link: {},
    initial: { initialPassword: 'generate' },
    chosen: { initialPassword: { value: INITIAL } },
  })) {
    ids[name] = await before.enter({ email: `${name}@example.com`, firstName: 'Mia', invite: { application: 'app', ...invite } })
    mails[name] = (await before.mailTo(`${name}@example.com`)).text
  }
  await before.join({ email: 'online@example.com' })
  await before.close()
  foyer = await open(fresh)
}, 120_000)
afterAll(async () => {
  await foyer.close()
  await rm(directory, { recursive: true, force: true })
})

describe('made with a retired secret', () => {
  it('a link is invalid, and a typed code is wrong', async () => {
    const browser = foyer.browser()
    expect((await browser.start({ link: linkIn(mails.link ?? '') })).step.name).toBe('link_invalid')
    const typed = await browser.start({ begin: 'enter_code' })
    expect((await browser.tryTo(typed, 'submit_code', { code: codeIn(mails.link ?? '') })).body.code).toBe('code_wrong')
  })

  it('an initial password is wrong', async () => {
    const browser = foyer.browser()
    const initial = /\b([2-9a-z]{4}-[2-9a-z]{5}-[2-9a-z]{4})\b/.exec(mails.initial ?? '')?.[1] ?? ''
    expect(initial).not.toBe('')
    const answer = await browser.tryTo(await browser.start(), 'sign_in', { name: 'initial@example.com', password: initial })
    expect([answer.status, answer.body.code]).toEqual([401, 'credentials_wrong'])
  })

  it('a chosen password still is what it was: nothing of it was derived', async () => {
    const browser = foyer.browser()
    const check = await browser.act(await browser.start(), 'sign_in', { name: 'chosen@example.com', password: INITIAL })
    const prove = await browser.act(check, 'keep_email')
    const code = shortCodeIn((await foyer.mailTo('chosen@example.com')).text)
    expect((await goOn(browser, await browser.act(prove, 'submit_email_code', { code }))).step.name).toBe('signed_in')
  })

  it('an own password signs in as before', async () => {
    const browser = foyer.browser()
    const view = await browser.act(await browser.start(), 'sign_in', { name: 'online@example.com', password: PASSWORD })
    expect(view.step.name).toBe('signed_in')
  })

  it('an invitation is mailed no more as it was, and lives again when it is renewed', async () => {
    const { status } = await foyer.manage('POST', `/api/users/${ids.link}/invitation`, { application: 'app' })
    expect(status).toBe(200)
    await foyer.idle()
    expect(foyer.mails.filter(({ to }) => to === 'link@example.com')).toEqual([])
    await foyer.manage('POST', `/api/users/${ids.link}/invitation/renew`, { send: true })
    const browser = foyer.browser()
    expect((await goOn(browser, await browser.start({ link: await foyer.linkTo('link@example.com') }))).step.name).toBe('signed_in')
  })
})
