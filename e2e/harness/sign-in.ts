// Signs in on the screen that is there, as people do.

import type { Page } from 'playwright-core'
import { PASSWORD } from './activate.ts'
import { waitForStep } from './check-screen.ts'

export async function signInOn(page: Page, name: string, password = PASSWORD): Promise<void> {
  await waitForStep(page, 'sign_in')
  await page.getByLabel('E-Mail-Adresse').fill(name)
  await page.getByLabel('Passwort', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
}
