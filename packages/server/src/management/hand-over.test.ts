// Inviting in person by API: what comes back, who may, what it leaves in the trail.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXAMPLE, type ExampleFoyer, linkIn, OWN, openExampleFoyer } from '../../test/example-foyer.ts'

const DAY_MS = 86_400_000

let foyer: ExampleFoyer
beforeAll(async () => {
  foyer = await openExampleFoyer({
    ...EXAMPLE,
    applications: {
      ...EXAMPLE.applications,
      desk: { name: 'Desk', handoverAsks: 'birthday' },
    },
    profile: { ...EXAMPLE.profile, birthday: { type: 'date', label: 'Birthday' } },
  })
})
afterAll(() => foyer.close())

const handOver = (id: string, body: unknown = { application: 'app' }, headers?: Record<string, string>) =>
  foyer.manage('POST', `/api/users/${id}/invitation/hand-over`, body, headers)
const userOf = async (id: string) => (await foyer.manage('GET', `/api/users/${id}`)).body
const eventsOf = async (id: string) => {
  const { body } = await foyer.manage('GET', `/api/events?user=${id}&types=invitation.handed_over`)
  return body.items as { actor: string; data: Record<string, unknown> }[]
}

describe('handing over', () => {
  it('answers link, code and picture of one secret, for somebody without an address', async () => {
    const id = await foyer.enter({ firstName: 'Jan', externalId: 'H-1' })
    const { status, body, headers } = await handOver(id)
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(body).toEqual({
      link: expect.stringMatching(/^https:\/\/id\.foyer\.test\/l\/[a-z2-7]{55}$/),
      code: expect.stringMatching(/^[2-9a-z]{4}(-[2-9a-z]{4}){3}$/),
      qr: expect.stringContaining('<svg '),
      expiresAt: expect.stringMatching(/Z$/),
    })
    expect(await userOf(id)).toMatchObject({
      status: 'invited',
      emailStatus: null,
      invitation: { carriers: [{ kind: 'qr' }, { kind: 'link' }, { kind: 'code' }] },
    })
  })

  it('shows the same again, and each showing is an event', async () => {
    const id = await foyer.enter({ email: 'again@example.com' })
    const first = await handOver(id)
    expect(await userOf(id)).toMatchObject({ status: 'invited', emailStatus: 'pending' })
    const second = await handOver(id)
    expect(second.body).toMatchObject({ link: first.body.link, code: first.body.code, qr: first.body.qr })
    const events = await eventsOf(id)
    expect(events.map(({ data }) => data.carriers)).toEqual([
      ['qr', 'link', 'code'],
      ['qr', 'link', 'code'],
    ])
  })

  it('answers a repeated request with the same secret and no second event, and not after a renewal', async () => {
    const id = await foyer.enter({ firstName: 'Jan' })
    const headers = { authorization: `Bearer ${foyer.apiKey}`, 'idempotency-key': 'hand-1' }
    const first = await handOver(id, undefined, headers)
    const again = await handOver(id, undefined, headers)
    expect(again.body).toEqual(first.body)
    expect(await eventsOf(id)).toHaveLength(1)
    await foyer.manage('POST', `/api/users/${id}/invitation/renew`, {})
    expect((await handOver(id, undefined, headers)).body.code).toBe('changed_meanwhile')
  })

  it('gives the picture alone as a file, without naming an application again', async () => {
    const id = await foyer.enter({ firstName: 'Jan' })
    expect((await foyer.manage('POST', `/api/users/${id}/invitation/qr`, {})).body.code).toBe('not_invited')
    await handOver(id)
    const { status, headers, text } = await foyer.manage('POST', `/api/users/${id}/invitation/qr`, { size: 480 })
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('image/svg+xml')
    expect(headers.get('content-disposition')).toBe('attachment; filename="foyer-qr.svg"')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(text).toMatch(/^<svg [^>]*width="480"/)
  })

  it('is refused for whoever is online, by whoever ranks too low, and for managing applications by all but owners', async () => {
    const online = await foyer.join()
    expect((await handOver(online.id)).body.code).toBe('already_online')
    const offline = await foyer.enter({ firstName: 'Jan' })
    const keyed = async (...scopes: ('users:read' | 'invitations:write')[]) => ({
      authorization: `Bearer ${await foyer.addKey({ scopes })}`,
    })
    const helper = await foyer.join({ application: 'portal', role: 'helper' })
    const cookie = [...helper.browser.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const asHelper = { cookie, origin: OWN, 'sec-fetch-site': 'same-origin' }
    expect((await handOver(offline, undefined, await keyed('users:read'))).status).toBe(403)
    expect((await handOver(offline, undefined, asHelper)).body.code).toBe('role_too_low')
    await handOver(offline)
    expect((await handOver(offline, undefined, asHelper)).status).toBe(200)
    const owner = await foyer.enter({ email: 'owner2@example.com', invite: { application: 'portal', role: 'owner' } })
    expect((await handOver(owner, { application: 'portal' }, await keyed('invitations:write'))).body.code).toBe('role_too_low')
    const viewer = await foyer.enter({ email: 'viewer2@example.com', invite: { application: 'portal' } })
    expect((await handOver(viewer, { application: 'portal' }, await keyed('invitations:write'))).body.code).toBe('handover_owner_only')
  })

  it('keeps its secrets out of reads and events', async () => {
    const id = await foyer.enter({ firstName: 'Jan' })
    const { body } = await handOver(id)
    const seen = `${(await foyer.manage('GET', `/api/users/${id}`)).text}${(await foyer.manage('GET', `/api/events?user=${id}`)).text}`
    expect(seen).not.toContain(linkIn(String(body.link)))
    expect(seen).not.toContain(body.code)
    expect(String(body.link)).toContain(`${OWN}/l/`)
  })

  it('lives as long as any invitation, and is renewed after its term', async () => {
    const id = await foyer.enter({ firstName: 'Jan' })
    const first = await handOver(id)
    await foyer.shiftClock(15 * DAY_MS)
    expect((await userOf(id)).invitation).toMatchObject({ expired: true })
    expect((await handOver(id)).body.link).not.toBe(first.body.link)
    await foyer.shiftClock(0)
  })

  it('is refused where the question that comes with it has no answer on file', async () => {
    const id = await foyer.enter({ firstName: 'Jan' })
    expect((await handOver(id, { application: 'desk' })).body.code).toBe('handover_answer_missing')
    await foyer.manage('PATCH', `/api/users/${id}`, { fields: { birthday: '1980-02-03' } })
    expect((await handOver(id, { application: 'desk' })).status).toBe(200)
  })
})
