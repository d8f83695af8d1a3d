// A session that ends while somebody types in the admin app: the same person goes on where they were, and nobody else sees it.

import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { PASSWORD } from './harness/activate.ts'
import { onAdminStand } from './harness/admin-people.ts'
import { checkScreen } from './harness/check-screen.ts'
import { hasBrowser } from './harness/open-browser.ts'

const OWNER = 'chefin@beispiel.example'
const OTHER = 'zweite@beispiel.example'

describe.runIf(hasBrowser)('a session of the admin app that ends meanwhile', () => {
  const { stand, enter } = onAdminStand([
    { email: OWNER, role: 'owner', firstName: 'Carla' },
    { email: OTHER, role: 'owner', firstName: 'Olga' },
  ])

  const typeAndLoseSession = async (firstName: string): Promise<{ page: Page; context: BrowserContext }> => {
    const { page, context } = await enter(OWNER)
    await page.getByRole('link', { name: 'Person eintragen' }).click()
    await page.getByLabel('Vorname').fill(firstName)
    await page.getByLabel('Nachname').fill('Weber')
    await page.getByLabel('E-Mail-Adresse').fill(`${firstName.toLowerCase()}@beispiel.example`)
    await context.clearCookies()
    await page.getByRole('button', { name: 'Eintragen und einladen' }).click()
    await page.getByText('Ihre Sitzung ist abgelaufen.').waitFor()
    return { page, context }
  }
  const signInAgain = async (page: Page, email: string) => {
    const door = page.getByRole('dialog', { name: 'Ihre Sitzung ist abgelaufen.' })
    await door.getByLabel('E-Mail-Adresse').fill(email)
    await door.getByLabel('Passwort', { exact: true }).fill(PASSWORD)
    await door.getByRole('button', { name: 'Anmelden', exact: true }).click()
  }

  it('goes on by itself once the same person is back, with all that was typed', async () => {
    const { page, context } = await typeAndLoseSession('Mia')
    await page.keyboard.press('Escape')
    await checkScreen(page, { name: 'admin/session-ended', views: [{ look: 'light' }, { look: 'dark', width: 320 }], reloads: false })
    await signInAgain(page, OWNER)
    await page.getByRole('heading', { level: 1, name: 'Mia Weber' }).waitFor()
    expect(await stand().sdk.users.list({ search: 'Weber' }).count()).toBe(1)
    await context.close()
  })

  it('brings the list that was asked for, without a press of anything', async () => {
    const { page, context } = await enter(OWNER)
    await context.clearCookies()
    await page.getByRole('link', { name: 'Personen' }).click()
    await signInAgain(page, OWNER)
    await page.getByRole('heading', { level: 1, name: 'Personen' }).waitFor()
    await page.getByRole('link', { name: 'Olga Krause' }).waitFor()
    await context.close()
  })

  it('shows nothing of it to somebody else, and does nothing of it', async () => {
    const { page, context } = await typeAndLoseSession('Eva')
    await signInAgain(page, OTHER)
    await page.getByText('Olga Krause').first().waitFor()
    await page.getByRole('heading', { level: 1, name: 'Person eintragen' }).waitFor()
    expect(await page.getByLabel('Vorname').inputValue()).toBe('')
    expect(await stand().sdk.users.list({ search: 'Eva' }).count()).toBe(0)
    await context.close()
  })
})
