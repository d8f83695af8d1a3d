// A new secret beside the old one: everything goes on; with the old one gone, what it made is worth nothing.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, type View } from '../../test/browser.ts'
import { type ExampleFoyer, linkIn, openExampleFoyer } from '../../test/example-foyer.ts'
import { newSecret } from './key-ring.ts'

const old = newSecret('old')
const fresh = newSecret('fresh')

let directory = ''
let foyer: ExampleFoyer
let cookie = ''
let link = ''
let begun: View
let accessToken = ''
const open = async (secrets: string) => {
  foyer = await openExampleFoyer({ secrets }, { database: { directory: join(directory, 'database') } })
}
const session = () => {
  const browser = foyer.browser()
  browser.jar.set('__Host-foyer-app', cookie)
  return browser.post('/session/current', { application: 'app' })
}
const act = () => foyer.browser().post('/flow/act', { token: begun.token, action: 'resume', input: {} })
const keyIds = async () => {
  const { body } = await ask(foyer, 'GET', '/.well-known/jwks.json')
  return (body.keys as { kid: string }[]).map(({ kid }) => kid)
}
const kidOf = (token: string): string => (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'foyer-rotation-'))
  await open(old)
  const { browser } = await foyer.join()
  cookie = browser.jar.get('__Host-foyer-app') ?? ''
  accessToken = String((await browser.post('/session/token', { application: 'app' })).body.accessToken)
  await foyer.enter({ email: 'mia@example.com', invite: { application: 'app' } })
  link = linkIn((await foyer.mailTo('mia@example.com')).text)
  begun = await foyer.browser().start()
  await foyer.close()
}, 120_000)
afterAll(async () => {
  await foyer.close()
  await rm(directory, { recursive: true, force: true })
})

describe('a secret that is replaced', () => {
  it('beside the new one still opens what it made, and nobody is signed out', async () => {
    await open(`${fresh},${old}`)
    expect((await session()).body.session).not.toBeNull()
    expect((await foyer.browser().start({ link })).step.name).toBe('open_link')
    expect((await act()).status).toBe(200)
    expect(await keyIds()).toContain(kidOf(accessToken))
    await foyer.enter({ email: 'jan@example.com', invite: { application: 'app' } })
    await foyer.close()
  }, 60_000)

  it('gone, opens nothing any more; sessions, which were never made of it, go on', async () => {
    await open(fresh)
    expect((await foyer.browser().start({ link })).step.name).toBe('link_invalid')
    expect((await act()).body.code).toBe('flow_expired')
    expect(await keyIds()).not.toContain(kidOf(accessToken))
    expect((await session()).body.session).not.toBeNull()
  }, 60_000)
})
