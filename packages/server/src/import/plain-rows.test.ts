// Rows that the database plans by itself and those that the planner sees: what the preview tells of them is what is written.

import { beforeAll, expect, it } from 'vitest'
import { importCalls } from '../../test/import-calls.ts'
import { onEachFoyer } from '../../test/on-each-foyer.ts'

const SEED = 20_261_122
const ROWS = 400

/** Each cell that a row may have; the first ones are the ordinary ones. */
const cells = {
  Nachname: ['Müller', 'Łukasz', ''],
  'E-Mail': ['', '', 'own', 'own', 'own', 'ON-FILE@example.com', 'shared@example.com', 'no address'],
  Status: ['', '', '', 'aktiv', 'aktiv', 'inaktiv'],
  Austrittsdatum: ['', '', '', '31.12.2099', '31.12.2099', '01.01.2020'],
  Sprache: ['', 'de', 'English', '', 'de', 'English', 'Klingonisch'],
  Größe: ['', '', 'M', 'L', 'S', 'XXL'],
  Straße: ['', '', '', '', '', '', 'Hauptstraße 1'],
  Ort: ['', '', '', '', '', '', 'Köln'],
}
const numbers = ['', '0077', 'TWICE', 'twice', 'ON-FILE']
/** Of somebody on file, had Excel left its zeros alone. */
const WITHOUT_ZEROS = '77;Zeros'

/** Numerical Recipes' generator: the same file for the same seed. */
const random = (seed: number) => {
  let state = seed >>> 0
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const fileOf = (prefix: string, seed: number): string => {
  const next = random(seed)
  const lines = Array.from({ length: ROWS }, (_, at) => {
    const number = next(12) === 0 ? numbers[next(numbers.length)] : `${prefix}-${at}`
    const row = Object.values(cells).map((choices) => choices[next(choices.length)])
    return [number, ...row.map((cell) => (cell === 'own' ? `${prefix}-${at}@example.com` : cell))].join(';')
  })
  return [['Personalnummer', ...Object.keys(cells)].join(';'), WITHOUT_ZEROS, ...lines].join('\n')
}

onEachFoyer('an import of rows of every kind', (foyer) => {
  beforeAll(async () => {
    await foyer().enter({ externalId: 'ON-FILE', lastName: 'There', email: 'on-file@example.com' })
    await foyer().enter({ externalId: '0077', lastName: 'Zeros' })
  })

  const { call, send, read } = importCalls(foyer, 'text/csv')

  it.each([
    ['nobody is invited', {}],
    ['new people are', { application: 'app', invite: 'new' }],
    ['new people get an initial password', { application: 'app', invite: 'new', initialPassword: 'generate' }],
    ['whoever is not online is, and an address finds people', { application: 'app', invite: 'not_online', matchByEmail: true }],
    ['the file is complete and new people speak German', { application: 'app', invite: 'new', mode: 'complete', language: 'de' }],
  ])('writes what its preview told, when %s', async (title, options) => {
    const id = await send(fileOf(title.slice(0, 3), SEED + title.length), options)
    const shown = await read<{ counts: Record<string, number>; mails: number; sheets: number; planHash: string; confirm: number | null }>(
      `/api/imports/${id}/preview`,
    )
    expect(shown.counts.create, `seed ${SEED}`).toBeGreaterThan(ROWS / 10)
    expect((shown.counts.error ?? 0) + (shown.counts.conflict ?? 0)).toBeGreaterThan(ROWS / 10)
    const begun = await call('POST', `/api/imports/${id}/run`, {
      planHash: shown.planHash,
      ...(shown.confirm === null ? {} : { deactivate: shown.confirm }),
    })
    expect(begun.status, begun.text).toBe(200)
    await foyer().idle()
    const { create, update, deactivate, revoke, failed, mailsQueued } = await read<Record<string, number>>(`/api/imports/${id}/result`)
    const { counts } = shown
    expect({ create, update, deactivate, revoke, failed, mailsQueued }).toEqual({
      create: counts.create,
      update: counts.update,
      deactivate: counts.deactivate,
      revoke: counts.revoke,
      failed: 0,
      mailsQueued: shown.mails,
    })
    expect((await call('GET', '/api/users/external:77')).status).toBe(404)
  })
})
