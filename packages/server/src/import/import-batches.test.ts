// A file of several batches, of which each may be under way before the one before it is kept.

import { expect, it } from 'vitest'
import { importCalls } from '../../test/import-calls.ts'
import { onEachFoyer } from '../../test/on-each-foyer.ts'

const ROWS = 2_600
/** In the first batch, in two that follow, and the last row. */
const TAKEN = [10, 905, 906, 2_599]
const MAILED_EVERY = 100

onEachFoyer('a file of several batches', (foyer) => {
  const { call, send, read } = importCalls(foyer, 'text/csv')

  it('is written whole but for those who were entered since its preview, whatever batch they are in', async () => {
    const lines = Array.from(
      { length: ROWS },
      (_, at) => `B-${at};Müller;Mia ${at};${at % MAILED_EVERY === 0 ? `b${at}@example.com` : ''};`,
    )
    const id = await send(['Personalnummer;Nachname;Vorname;E-Mail;Austrittsdatum', ...lines].join('\n'), {
      application: 'app',
      invite: 'new',
    })
    const mails = ROWS / MAILED_EVERY
    expect(await read(`/api/imports/${id}/preview`)).toMatchObject({ counts: { create: ROWS }, mails, sheets: ROWS - mails })
    for (const at of TAKEN) expect((await call('POST', '/api/users', { externalId: `B-${at}`, lastName: 'Early' })).status).toBe(200)
    await call('POST', `/api/imports/${id}/run`, {})
    await foyer().idle()
    expect(await read(`/api/imports/${id}/result`)).toMatchObject({ create: ROWS - TAKEN.length, failed: TAKEN.length, mailsQueued: mails })
    const failed = (await call('GET', `/api/imports/${id}/problems`)).text
    expect(TAKEN.map((at) => failed.includes(`B-${at};`))).toEqual(TAKEN.map(() => true))
  })

  it('is read whole when more of its short lines come at once than one statement takes', async () => {
    const numbers = Array.from({ length: 5_600 }, (_, at) => `S${at}`)
    const id = await send(['Personalnummer', ...numbers].join('\n'))
    expect(await read(`/api/imports/${id}/preview`)).toMatchObject({ counts: { create: numbers.length } })
  })
})
