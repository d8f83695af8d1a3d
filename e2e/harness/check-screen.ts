// Looks at one screen as it stands: with axe in light and dark, in the tree that screen readers get, for what runs over its edge, and after a reload.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { findNameless } from './accessible-names.ts'

const SHOTS = join(import.meta.dirname, '../shots')

export interface ScreenName {
  /** The step of the element on the page; `null` where there is none. */
  step: string | null
  heading: string
}

export interface CheckOptions {
  /** Name of the picture. */
  name: string
  /** A screen that shows what was answered to one request is not there after a reload. Default: yes. */
  reloads?: boolean
  /** Where axe looks, in one pair of width and look each. Default: as wide as the page is, in light and in dark. */
  views?: readonly View[]
}

export interface View {
  look: 'light' | 'dark'
  /** Pixels; the page's own when not given. */
  width?: number
}

const BOTH_LOOKS: readonly View[] = [{ look: 'light' }, { look: 'dark' }]

/** What a person sees first, and what the element says. Waits until the element has left its beginning. */
export async function readScreen(page: Page): Promise<ScreenName> {
  await page.waitForLoadState('load')
  await page.waitForFunction(() => {
    const element = document.querySelector('foyer-auth')
    return element === null ? document.querySelector('h1') !== null : element.querySelector('.foyer-title') !== null
  })
  return page.evaluate(() => {
    const element = document.querySelector('foyer-auth')
    const heading = (element ?? document).querySelector(element === null ? 'h1' : '.foyer-title')
    return { step: element === null ? null : (Reflect.get(element, 'step') as string | null), heading: heading?.textContent?.trim() ?? '' }
  })
}

/** Waits for a step of the element. @throws Error that tells what stands there instead */
export async function waitForStep(page: Page, step: string): Promise<void> {
  try {
    await page.waitForFunction((wanted) => Reflect.get(document.querySelector('foyer-auth') ?? {}, 'step') === wanted, step)
  } catch (cause) {
    throw new Error(`No step ${step} on ${page.url()}, but: ${await tellScreen(page)}`, { cause })
  }
}

/** The element's step and words, or the page's where there is no element, in one line. */
async function tellScreen(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.querySelector('foyer-auth')
    const words = (element ?? document.body).textContent.replace(/\s+/g, ' ').trim()
    return element ? `${Reflect.get(element, 'step')}, “${words}”` : `“${words}”`
  })
}

/** `FOYER_SHOTS=1` keeps pictures in e2e/shots. */
export async function checkScreen(page: Page, { name, reloads = true, views = BOTH_LOOKS }: CheckOptions): Promise<ScreenName> {
  const seen = await readScreen(page)
  expect.soft(await findNameless(page), `${name} to a screen reader`).toEqual([])
  const own = page.viewportSize()
  for (const { look, width } of views) {
    const view = `${name}.${width ?? ''}${look}`
    if (own && width) await page.setViewportSize({ ...own, width })
    await page.emulateMedia({ colorScheme: look })
    await takePicture(page, view)
    expect.soft(await findFaults(page), view).toEqual([])
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect.soft(over, `${view} runs over its edge`).toBeLessThanOrEqual(0)
  }
  if (own) await page.setViewportSize(own)
  await page.emulateMedia({ colorScheme: 'light' })
  if (reloads) {
    await page.reload()
    expect.soft(await readScreen(page), `${name} after a reload`).toEqual(seen)
  }
  return seen
}

/** A picture of the whole page, where pictures are wanted. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (process.env.FOYER_SHOTS !== '1') return
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true })
}

async function findFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => {
    const { axe } = window as unknown as { axe: { run(context: Document, options: object): Promise<axe.AxeResults> } }
    return axe.run(document, { resultTypes: ['violations'], preload: false })
  })
  return violations.map(({ id, impact, help, nodes }) => `${id} (${impact}): ${help}: ${nodes.map(({ html }) => html).join(' ')}`)
}
