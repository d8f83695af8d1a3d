import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestFoyer, type TestFoyer } from '../testing.ts'

describe('an idempotency key', () => {
  let foyer: TestFoyer
  beforeAll(async () => {
    foyer = await createTestFoyer()
  })
  afterAll(() => foyer.close())

  const create = async (key: string, body: unknown) => {
    const headers = { authorization: `Bearer ${foyer.apiKey}`, 'content-type': 'application/json', 'idempotency-key': key }
    const response = await foyer.app.request('http://localhost/api/users', { method: 'POST', headers, body: JSON.stringify(body) })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }

  it('lets twenty equal requests at once enter one person and answer all of them with it', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => create('at-once', { externalId: 'I-1', email: 'once@example.com' })))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
  })

  it('belongs to one request: another body is refused', async () => {
    await create('mine', { externalId: 'I-2' })
    expect((await create('mine', { externalId: 'I-3' })).body.code).toBe('idempotency_key_reused')
  })

  it('does not hide a conflict with somebody else', async () => {
    await create('first', { externalId: 'I-4', email: 'taken@example.com' })
    expect((await create('second', { externalId: 'I-5', email: 'TAKEN@example.com' })).body.code).toBe('email_taken')
  })
})
