// What follows an import: how far its people have come, what is left to do, and leavers who come back.

import { expect, it } from 'vitest'
import { ask } from '../../test/browser.ts'
import { goOn } from '../../test/example-foyer.ts'
import { onEachFoyer } from '../../test/on-each-foyer.ts'
import { forgetCampaign } from './read-campaign.ts'

const DAY_MS = 86_400_000

interface Campaign {
  people: Record<string, number>
  days: { day: string; entered: number; invited: number; begun: number; online: number }[]
  locations: ({ name: string | null } & Record<string, number>)[]
  departments: { name: string | null }[]
  next: Record<string, number>
}

onEachFoyer('the campaign of an import', (foyer) => {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await foyer().manage(method, path, body)
    if (answer.status !== 200) throw new Error(answer.text)
    return answer.body as T
  }
  const importFile = async (text: string, options: object): Promise<string> => {
    const { id } = await call<{ id: string }>('POST', '/api/imports', options)
    const headers = { authorization: `Bearer ${foyer().apiKey}`, 'content-type': 'text/csv' }
    await ask(foyer(), 'POST', `/api/imports/${id}/content?offset=0&last=true`, headers, new TextEncoder().encode(text))
    await foyer().idle()
    const { confirm } = await call<{ confirm: number | null }>('GET', `/api/imports/${id}/preview`)
    await call('POST', `/api/imports/${id}/run`, confirm === null ? {} : { deactivate: confirm })
    await foyer().idle()
    return id
  }
  const campaign = (id: string): Promise<Campaign> => {
    forgetCampaign(foyer())
    return call('GET', `/api/imports/${id}/campaign`)
  }
  const activate = async (address: string, until?: string) => {
    const browser = foyer().browser({ application: 'shop' })
    const view = await browser.start({ link: await foyer().linkTo(address) })
    return until === undefined ? goOn(browser, view) : browser.act(view, 'open')
  }

  it('says who was invited, has begun and is online, by day and place, and what is left to do', async () => {
    const id = await importFile(
      [
        'Personalnummer;E-Mail;Standort;Abteilung;Austrittsdatum',
        'C-1;c1@example.com;Köln;Logistik;',
        'C-2;c2@example.com;Köln;Logistik;',
        'C-3;c3@example.com;Basel;;2099-12-31',
        'C-4;;Basel;;',
        'C-5;;Basel;;',
        'C-6;kaputt@@beispiel;Basel;;',
      ].join('\n'),
      { application: 'shop', invite: 'new' },
    )
    await activate('c1@example.com')
    await activate('c2@example.com', 'begun')
    await foyer().shiftClock(DAY_MS)
    const { people, days, locations, next } = await campaign(id)
    expect(people).toEqual({ offline: 2, invited: 2, begun: 1, online: 1, deactivated: 0 })
    expect(days.at(-1)).toMatchObject({ entered: 5, invited: 3, begun: 2, online: 1 })
    expect(days.at(-2)).toMatchObject({ entered: 5, invited: 3, begun: 2, online: 1 })
    expect(days.length).toBeLessThan(5)
    expect(locations).toEqual([
      { name: 'Basel', offline: 2, invited: 1, begun: 0, online: 0, deactivated: 0 },
      { name: 'Köln', offline: 0, invited: 1, begun: 1, online: 1, deactivated: 0 },
    ])
    expect(next).toMatchObject({ rows: 1, sheets: 2, onPaper: 0, waiting: 0, bounced: 0, expired: 0, notInvited: 0, lastDays: 1 })

    const { id: sheets } = await call<{ id: string }>('POST', '/api/sheets', {
      selection: { importId: id, emailStatus: 'none' },
      application: 'shop',
    })
    await call('POST', `/api/sheets/${sheets}/prepare`, {})
    await foyer().shiftClock(15 * DAY_MS)
    expect((await campaign(id)).next).toMatchObject({ sheets: 0, onPaper: 2, expired: 2 })
    await foyer().shiftClock(0)
  })

  it('lists whom a complete file left out, and brings them back as they were', async () => {
    const first = await importFile('Personalnummer;E-Mail\nL-1;l1@example.com\nL-2;l2@example.com\nL-3;l3@example.com\n', {
      application: 'shop',
      invite: 'new',
    })
    await activate('l1@example.com')
    await activate('l2@example.com')
    const others = (await call<Campaign>('GET', `/api/imports/${first}/campaign`)).people
    expect(others).toMatchObject({ online: 2, invited: 1 })
    const mails = foyer().mails.length
    const complete = await importFile('Personalnummer\nC-1\nC-2\nC-3\nC-4\nC-5\n', { mode: 'complete' })
    expect((await campaign(first)).people).toMatchObject({ deactivated: 2, offline: 1 })
    expect((await campaign(complete)).next.leavers).toBe(2)
    expect(foyer().mails).toHaveLength(mails)
    // Somebody decided otherwise about one of them meanwhile.
    await call('POST', '/api/users/external:L-2/reactivate')
    await call('POST', '/api/users/external:L-2/deactivate', { reason: 'Left' })
    expect(await call('POST', `/api/imports/${complete}/undo`, { what: 'leavers' })).toEqual({ removed: 1, more: false })
    expect(await call('GET', '/api/users/external:L-1')).toMatchObject({ status: 'online' })
    expect(await call('GET', '/api/users/external:L-2')).toMatchObject({ status: 'deactivated' })
    expect((await campaign(complete)).next.leavers).toBe(0)
    expect(await call('POST', `/api/imports/${complete}/undo`, { what: 'leavers' })).toEqual({ removed: 0, more: false })
  })
})
