// The whole demo on its embedded database: who is there, what stays, what starts over.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Foyer } from '@foyer/sdk'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { DemoConfig } from './demo-config.ts'
import { people, readyPerson } from './seed/people.ts'
import { type Demo, startDemo } from './start-demo.ts'

const root = mkdtempSync(join(tmpdir(), 'beispiel-demo-'))
const running: Demo[] = []
let entered: number[] = []

const start = async (fresh: boolean, { name = 'data', questions = false } = {}) => {
  entered = []
  const demo = await startDemo({ fresh, lan: false, questions, port: 24_400 }, join(root, name), (done) => entered.push(done))
  running.push(demo)
  return demo
}
const stop = async () => {
  for (const demo of running.splice(0)) await demo.close()
}
const client = ({ foyerUrl, apiKey }: Demo) => new Foyer<DemoConfig>({ url: foyerUrl, apiKey })
const pairs = async (demo: Demo) => {
  const found: Record<string, string> = {}
  for await (const { externalId, status, emailStatus } of client(demo).users.list())
    if (externalId) found[externalId] = `${status}/${emailStatus ?? 'none'}`
  return found
}

afterEach(stop)
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('the demo', { timeout: 300_000 }, () => {
  it('brings everybody to their pair of statuses, keeps it over a restart, and starts over when asked', async () => {
    const wanted = Object.fromEntries(people.map(({ externalId, goal }) => [externalId, goal]))
    const first = await start(false)
    expect(entered.at(-1)).toBe(people.length)
    expect(await pairs(first)).toEqual(wanted)
    await client(first).users.delete({ externalId: 'P-1006' })
    await stop()

    const second = await start(false)
    expect(entered).toEqual([])
    expect(second.apiKey).toBe(first.apiKey)
    expect(Object.keys(await pairs(second))).toHaveLength(people.length - 1)
    await stop()

    const third = await start(true)
    expect(third.apiKey).not.toBe(first.apiKey)
    expect(await pairs(third)).toEqual(wanted)
    expect(third.welcome).toContain(third.hostUrl)
    expect(third.welcome).toContain(`${third.foyerUrl}/mailbox`)
    expect(third.welcome).toMatch(/First owner +http\S+\/l\/[a-z2-7]+/)
  })

  it('refuses a data directory that is in use, also with --fresh, and takes other ports', async () => {
    const first = await start(false)
    await expect(start(false)).rejects.toThrow(/belongs to process/)
    await expect(start(true)).rejects.toThrow(/belongs to process/)
    expect(Object.keys(await pairs(first))).toHaveLength(people.length)
  })

  it('lets the ready person sign in and carries the sign-in to the app by its own cookie', async () => {
    const { foyerUrl, hostUrl } = await start(false)
    const post = async (url: string, body: object) =>
      fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', origin: hostUrl }, body: JSON.stringify(body) })
    const verifier = 'v'.repeat(43)
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
    const codeChallenge = Buffer.from(digest).toString('base64url')
    const flow = async (path: string, body: object) =>
      (await (await post(foyerUrl + path, body)).json()) as { token: string; step: { name: string; data: { code: string } } }
    const begun = await flow('/flow/start', { application: 'app', codeChallenge })
    const input = { name: readyPerson.email, password: readyPerson.password }
    const done = await flow('/flow/act', { token: begun.token, action: 'sign_in', input })
    expect(done.step.name).toBe('signed_in')

    const exchanged = await post(`${hostUrl}/auth/exchange`, { code: done.step.data.code, verifier, application: 'app' })
    expect(exchanged.status).toBe(200)
    const cookie = exchanged.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect(await (await fetch(`${hostUrl}/start`, { headers: { cookie, 'accept-language': 'de' } })).text()).toContain('Guten Tag, Mia')
    const again = await post(`${hostUrl}/auth/exchange`, { code: done.step.data.code, verifier, application: 'app' })
    expect(again.status).toBe(400)

    const out = await fetch(`${hostUrl}/auth/sign-out`, { method: 'POST', headers: { cookie, origin: hostUrl } })
    expect(out.status).toBe(204)
    expect((await fetch(`${hostUrl}/start`, { headers: { cookie }, redirect: 'manual' })).status).toBe(303)
  })
  it('asks with --questions whose device it is and offers a passkey, and leads into the admin app all the same', async () => {
    const { foyerUrl, hostUrl } = await start(false, { questions: true })
    const flow = async (path: string, body: object) => {
      const headers = { 'content-type': 'application/json', origin: hostUrl }
      const response = await fetch(foyerUrl + path, { method: 'POST', headers, body: JSON.stringify(body) })
      return (await response.json()) as { token: string; step: { name: string } }
    }
    let view = await flow('/flow/start', { application: 'app', codeChallenge: 'c'.repeat(43) })
    const seen: string[] = []
    for (const [action, input] of [
      ['sign_in', { name: readyPerson.email, password: readyPerson.password }],
      ['own', {}],
      ['skip', {}],
    ] as const) {
      view = await flow('/flow/act', { token: view.token, action, input })
      seen.push(view.step.name)
    }
    expect(seen).toEqual(['own_device', 'offer_passkey', 'signed_in'])
    const door = await fetch(`${hostUrl}/admin`, { method: 'POST', headers: { origin: hostUrl }, redirect: 'manual' })
    expect([door.status, door.headers.getSetCookie().length > 0]).toEqual([303, true])
  })
})
