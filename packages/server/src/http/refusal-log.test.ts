import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { ask } from '../../test/browser.ts'
import { openExampleFoyer } from '../../test/example-foyer.ts'
import { createRefusalLog } from './refusal-log.ts'

const collect = () => {
  const lines: Record<string, unknown>[] = []
  const log = pino({ level: 'info', base: null }, { write: (text) => lines.push(JSON.parse(text) as Record<string, unknown>) })
  return { lines, log }
}

const refusal = { requestId: 'r1', route: '/flow/act', method: 'POST' }

describe('the log of refusals', () => {
  it('tells the first of each code at once, and counts those that it leaves out', () => {
    const { lines, log } = collect()
    let now = 0
    const tell = createRefusalLog(log, () => now)
    for (let at = 0; at < 100; at += 1) tell({ ...refusal, code: 'credentials_wrong' })
    tell({ ...refusal, code: 'cross_site' })
    expect(lines.map(({ code, leftOut }) => [code, leftOut])).toEqual([
      ['credentials_wrong', 0],
      ['cross_site', 0],
    ])
    now = 10_000
    tell({ ...refusal, code: 'credentials_wrong' })
    expect(lines.at(-1)).toMatchObject({ code: 'credentials_wrong', status: 401, leftOut: 99, msg: 'refused', level: 30, ...refusal })
  })

  it('warns of a database without room or out of reach, and keeps quiet about input that is merely wrong', () => {
    const { lines, log } = collect()
    const tell = createRefusalLog(log)
    tell({ ...refusal, code: 'unavailable' })
    tell({ ...refusal, code: 'invalid_input' })
    tell({ ...refusal, code: 'user_not_found' })
    expect(lines.map(({ level, code }) => [level, code])).toEqual([[40, 'unavailable']])
  })

  it('names the request that an answer names, and nobody', async () => {
    const { lines, log } = collect()
    const foyer = await openExampleFoyer({}, { log })
    const { email } = await foyer.join()
    const browser = foyer.browser()
    const wrong = await browser.tryTo(await browser.start(), 'sign_in', { name: email, password: 'not this one' })
    const foreign = await ask(foyer, 'POST', '/flow/start', { origin: 'https://evil.test' }, {})
    const keyless = await ask(foyer, 'GET', `/api/users/email:${email}`, { authorization: 'Bearer fk_x' })
    await foyer.close()
    expect(lines.filter(({ msg }) => msg === 'refused').map(({ code, requestId, route }) => ({ code, requestId, route }))).toEqual([
      { code: 'credentials_wrong', requestId: wrong.body.requestId, route: '/flow/act' },
      { code: 'origin_not_allowed', requestId: foreign.body.requestId, route: '/flow/start' },
      { code: 'unauthenticated', requestId: keyless.body.requestId, route: '/api/users/:ref' },
    ])
    expect(JSON.stringify(lines)).not.toContain(email)
  })
})
