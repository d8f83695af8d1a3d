// Fills in the screens that come in many ways, as people do. German.

import type { Page } from 'playwright-core'
import { PASSWORD } from './activate.ts'
import { waitForStep } from './check-screen.ts'

export async function signInOn(page: Page, name: string, password = PASSWORD): Promise<void> {
  await waitForStep(page, 'sign_in')
  await page.getByLabel('E-Mail-Adresse').fill(name)
  await page.getByLabel('Passwort', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
}

/** What the form says about itself or one of its fields, once it says something. */
export async function refusalOn(page: Page): Promise<string> {
  const said = page.locator('foyer-auth [role=alert]').first()
  await said.waitFor()
  return (await said.textContent())?.trim() ?? ''
}

/** Agrees to everything that is asked. */
export async function acceptDocuments(page: Page, button = 'Zustimmen und weiter'): Promise<void> {
  await waitForStep(page, 'accept_legal')
  for (const box of await page.getByRole('checkbox').all()) await box.check()
  await page.getByRole('button', { name: button }).click()
}

export async function setPasswordOn(page: Page, password = PASSWORD): Promise<void> {
  await waitForStep(page, 'set_password')
  await page.getByLabel('Neues Passwort').fill(password)
  await page.getByRole('button', { name: 'Passwort festlegen' }).click()
}

export async function completeProfile(page: Page): Promise<void> {
  await waitForStep(page, 'complete_profile')
  await page.getByRole('radio', { name: 'M', exact: true }).check()
  await page.getByRole('button', { name: 'Speichern und weiter' }).click()
}
