// Fills in the screens that come in many ways, as people do.

import type { Page } from 'playwright-core'
import { PASSWORD } from './activate.ts'
import { waitForStep } from './check-screen.ts'

export async function signInOn(page: Page, name: string, password = PASSWORD): Promise<void> {
  await waitForStep(page, 'sign_in')
  await page.getByLabel('E-Mail-Adresse').fill(name)
  await page.getByLabel('Passwort', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
}

/** Agrees to everything that is asked. */
export async function acceptDocuments(page: Page, button = 'Zustimmen und weiter'): Promise<void> {
  await waitForStep(page, 'accept_legal')
  for (const box of await page.getByRole('checkbox').all()) await box.check()
  await page.getByRole('button', { name: button }).click()
}
