// The admin app's tasks by keyboard alone, by two people at once, for many people, and when the server does not answer.

import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { onAdminStand } from './harness/admin-people.ts'
import { checkScreen } from './harness/check-screen.ts'
import { goByTab } from './harness/go-by-tab.ts'
import { hasBrowser } from './harness/open-browser.ts'

const OWNER = 'chefin@beispiel.example'
const MANAGER = 'leitung@beispiel.example'
/** More than any page has stops. */
const MOST_STOPS = 90
const WIDTHS = [{ look: 'light' }, { look: 'dark' }, { look: 'light', width: 320 }] as const

describe.runIf(hasBrowser)('the tasks of the admin app', () => {
  const { stand, enter } = onAdminStand([
    { email: OWNER, role: 'owner', firstName: 'Carla' },
    { email: MANAGER, role: 'manager', firstName: 'Linus' },
  ])
  const toast = (page: Page, text: string) => page.locator('.toast').getByText(text).waitFor()

  it('are all done by keyboard: find, filter, invite, edit, change the address, deactivate, print, do to several, make a key, look into the trail', async () => {
    await stand().sdk.users.create({ firstName: 'Mia', lastName: 'Weber', email: 'mia@beispiel.example', location: 'Köln' })
    await stand().sdk.users.create({ firstName: 'Jan', lastName: 'Weber', externalId: 'P-2', location: 'Köln' })
    const { page, context, problems } = await enter(OWNER)
    const tab = (name: string | RegExp) => goByTab(page, name, MOST_STOPS)
    const press = (key: string) => page.keyboard.press(key)
    const type = (text: string) => page.keyboard.type(text)
    const isOn = (title: string) => page.getByRole('heading', { level: 1, name: title }).waitFor()
    const top = () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())

    await tab('Personen')
    await press('Enter')
    await isOn('Personen')
    await tab('Suchen')
    await type('weber')
    await page.getByText('2 Personen', { exact: true }).waitFor()
    await tab('Filter')
    await press('Enter')
    await tab('Keine Adresse')
    await press('Space')
    await page.getByText('1 Person', { exact: true }).waitFor()
    await tab('E-Mail-Status: Keine Adresse entfernen')
    await press('Enter')
    await page.getByText('2 Personen', { exact: true }).waitFor()
    await tab('Jan Weber auswählen')
    await press('End')
    await page.locator('tbody a:focus').waitFor()
    await press('Enter')
    await isOn('Mia Weber')

    await tab('Einladen')
    await press('Enter')
    await tab('Einladen')
    await press('Enter')
    await toast(page, 'Die Einladung ist unterwegs.')
    await tab('Position')
    await type('Disponentin')
    await press('Enter')
    await toast(page, 'Gespeichert.')
    await top()
    await tab('Adresse ändern')
    await press('Enter')
    await page.getByLabel('Neue E-Mail-Adresse').waitFor()
    await press('Control+A')
    await type('mia.weber@beispiel.example')
    await press('Enter')
    await toast(page, 'Die Adresse ist geändert.')
    await top()
    await tab('Infoblatt')
    await press('Enter')
    await tab('Infoblatt erstellen')
    const [sheet] = await Promise.all([page.waitForEvent('download'), press('Enter')])
    expect(sheet.suggestedFilename()).toMatch(/\.pdf$/)
    await toast(page, 'Das Infoblatt ist da.')
    await top()
    await tab('Deaktivieren')
    await press('Enter')
    await tab('Deaktivieren')
    await press('Enter')
    await toast(page, 'Mia Weber ist deaktiviert.')
    expect(await stand().sdk.users.find({ email: 'mia.weber@beispiel.example' })).toMatchObject({
      status: 'deactivated',
      position: 'Disponentin',
    })

    await top()
    await tab('Personen')
    await press('Enter')
    await isOn('Personen')
    await tab('Suchen')
    await type('jan')
    await page.getByText('1 Person', { exact: true }).waitFor()
    await tab('Jan Weber auswählen')
    await press('Space')
    await top()
    await tab('Deaktivieren')
    await press('Enter')
    await tab('Ansehen, wen es betrifft')
    await press('Enter')
    await page.getByText('Betrifft 1 Person.').waitFor()
    await tab('Deaktivieren')
    await press('Enter')
    await page.getByText('1 erledigt, 0 ausgelassen.').waitFor()
    await press('Escape')
    expect((await stand().sdk.users.get({ externalId: 'P-2' })).status).toBe('deactivated')

    await top()
    await tab('API-Schlüssel')
    await press('Enter')
    await isOn('API-Schlüssel')
    await tab('Schlüssel erstellen')
    await press('Enter')
    await page.getByLabel('Wofür').waitFor()
    await type('Abgleich')
    await tab(/users:read/)
    await press('Space')
    await press('Enter')
    await page.getByText('Jetzt kopieren').waitFor()

    await top()
    await tab('Verlauf')
    await press('Enter')
    await isOn('Verlauf')
    await tab(/^Ereignis/)
    await type('Deaktiviert')
    await page.getByRole('row', { name: /Deaktiviert Jan Weber Carla Krause/ }).waitFor()
    expect(problems).toEqual([])
    await context.close()
  })

  it('tell the second of two who edit one person, show both, and overwrite nothing', async () => {
    const ada = await stand().sdk.users.create({
      firstName: 'Ada',
      lastName: 'Yılmaz',
      email: 'ada@beispiel.example',
      position: 'Fahrerin',
      department: 'Fuhrpark',
    })
    const [first, second] = await Promise.all([enter(OWNER), enter(MANAGER)])
    for (const { page } of [first, second]) {
      await page.goto(`${stand().foyerUrl}/admin/people/${ada.id}`)
      await page.getByRole('heading', { level: 1, name: 'Ada Yılmaz' }).waitFor()
    }
    await first.page.getByLabel('Position').fill('Leiterin')
    await first.page.getByLabel('Abteilung').fill('Versand')
    await first.page.getByRole('button', { name: 'Speichern' }).click()
    await toast(first.page, 'Gespeichert.')

    const { page } = second
    await page.getByLabel('Position').fill('Disponentin')
    await page.getByRole('button', { name: 'Speichern' }).click()
    await page.getByText('Inzwischen geändert').waitFor()
    await page.getByRole('row', { name: /Position\s+Leiterin\s+Disponentin/ }).waitFor()
    await page.getByRole('row', { name: /Abteilung\s+Versand\s+nicht geändert/ }).waitFor()
    expect(await stand().sdk.users.get(ada.id)).toMatchObject({ position: 'Leiterin', department: 'Versand' })
    await checkScreen(page, { name: 'admin/10-meanwhile', views: WIDTHS, reloads: false })
    await page.getByRole('button', { name: 'Meine Eingaben speichern' }).click()
    await toast(page, 'Gespeichert.')
    expect(await stand().sdk.users.get(ada.id)).toMatchObject({ position: 'Disponentin', department: 'Versand' })

    await page.getByRole('button', { name: 'Adresse ändern' }).click()
    await page.getByLabel('Neue E-Mail-Adresse').fill('ada.y@beispiel.example')
    await stand().sdk.users.changeEmail(ada.id, { email: 'yilmaz@beispiel.example' })
    await page.getByRole('dialog').getByRole('button', { name: 'Adresse ändern' }).click()
    await page.getByRole('dialog').getByText('Die Adresse ist jetzt: yilmaz@beispiel.example.').waitFor()
    expect(await page.getByLabel('Neue E-Mail-Adresse').inputValue()).toBe('ada.y@beispiel.example')
    expect((await stand().sdk.users.get(ada.id)).email).toBe('yilmaz@beispiel.example')
    await Promise.all([first.context.close(), second.context.close()])
  })

  it('ask for the number before many are deactivated, and leave out whoever asks', async () => {
    for (let n = 1; n <= 11; n += 1) await stand().sdk.users.create({ firstName: `Saison ${n}`, department: 'Ernte' })
    const me = await stand().sdk.users.get({ email: OWNER })
    await stand().sdk.users.update(me.id, { department: 'Ernte' })
    const { page, context, problems } = await enter(OWNER)
    await page.goto(`${stand().foyerUrl}/admin/people?department=Ernte`)
    await page.getByRole('checkbox', { name: /Alle auswählen/ }).check()
    await page.getByRole('button', { name: 'Deaktivieren' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Ansehen, wen es betrifft' }).click()
    await dialog.getByText('Betrifft 11 Personen.').waitFor()
    await dialog.getByText('1 × Das geht nicht mit dem eigenen Konto.').waitFor()
    await dialog.getByRole('button', { name: 'Deaktivieren' }).click()
    await dialog.getByRole('alert').getByText('11').waitFor()
    expect(await stand().sdk.users.list({ department: 'Ernte', status: 'offline' }).count()).toBe(11)
    await dialog.getByLabel('Tippen Sie zur Bestätigung: 11').fill('11')
    await dialog.getByRole('button', { name: 'Deaktivieren' }).click()
    await dialog.getByText('11 erledigt, 1 ausgelassen.').waitFor()
    await dialog.getByRole('button', { name: 'Schließen' }).click()
    expect(await stand().sdk.users.list({ department: 'Ernte', status: 'deactivated' }).count()).toBe(11)
    expect((await stand().sdk.users.get(me.id)).status).toBe('online')
    expect(problems).toEqual([])
    await context.close()
  })

  it('say what failed and go on when it works again, and what is empty and what to do then', async () => {
    const { page, context } = await enter(OWNER)
    let away = true
    const problem = { code: 'internal', status: 500, detail: 'Es ist etwas schiefgegangen.', details: {} }
    await page.route(/\/api\/(users|events|imports|keys|overview)(\?|$)/, (route) =>
      away ? route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) }) : route.continue(),
    )
    for (const path of ['', '/people', '/missing', '/imports', '/trail', '/keys']) {
      away = true
      await page.goto(`${stand().foyerUrl}/admin${path}`)
      await page.getByRole('heading', { name: 'Das hat nicht geklappt' }).waitFor()
      if (path === '/people') await checkScreen(page, { name: 'admin/11-failed', views: WIDTHS })
      away = false
      await page.getByRole('button', { name: 'Erneut versuchen' }).click()
      await page.getByRole('heading', { name: 'Das hat nicht geklappt' }).waitFor({ state: 'detached' })
    }
    await page.goto(`${stand().foyerUrl}/admin/people`)
    const rows = page.locator('tbody tr[data-row]')
    await rows.first().waitFor()
    await context.setOffline(true)
    await page.getByRole('searchbox').fill('niemand')
    await page.getByText('Foyer ist gerade nicht zu erreichen.').waitFor()
    expect(await rows.count(), 'of what was found before').toBe(0)
    await context.setOffline(false)
    await page.getByRole('button', { name: 'Erneut versuchen' }).click()
    await page.getByText('Niemand passt zu diesen Filtern').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    await page.goto(`${stand().foyerUrl}/admin/imports`)
    await page.getByRole('heading', { name: 'Noch wurde nichts importiert.' }).waitFor()
    await checkScreen(page, { name: 'admin/12-empty', views: WIDTHS })
    await page.goto(`${stand().foyerUrl}/admin/missing?location=K%C3%B6ln`)
    await page.getByRole('heading', { level: 1, name: 'Wer fehlt' }).waitFor()
    await checkScreen(page, { name: 'admin/13-missing', views: WIDTHS })
    await context.close()
  })
})
