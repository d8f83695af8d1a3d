// Walks a page by Tab: where the focus is, and whether it can be seen there.

import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** More presses than any screen of the widget has stops. */
export const MOST_STOPS = 25

interface Focused {
  /** What a screen reader calls it: label, text or name. */
  name: string
  /** Behind the last stop, before the first: the page itself. */
  isPage: boolean
  /** Whether a ring or an outline can be seen around it. A heading takes the focus to be read, and is no control: it needs none. */
  isSeen: boolean
  isInvalid: boolean
  /** Texts that it is described by. */
  description: string
}

export const readFocus = (page: Page): Promise<Focused> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
    const label = 'labels' in element ? (element as HTMLInputElement).labels?.[0]?.textContent : null
    const ids = element.getAttribute('aria-describedby')?.split(' ') ?? []
    return {
      name: (element.getAttribute('aria-label') ?? label ?? element.textContent ?? '').trim().replace(/\s+/g, ' '),
      isPage: element === document.body,
      isSeen: element.tagName === 'H1' || (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none',
      isInvalid: element.getAttribute('aria-invalid') === 'true',
      description: ids.map((id) => document.getElementById(id)?.textContent?.trim() ?? '').join(' '),
    }
  })

/** Goes on by Tab until the focus is on what is called so; every stop on the way can be seen. @throws Error that names the stops */
export async function goByTab(page: Page, name: string | RegExp, most = MOST_STOPS): Promise<void> {
  const stops: string[] = []
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = await readFocus(page)
    if (focused.isPage) continue
    stops.push(focused.name)
    expect(focused.isSeen, `the focus on "${focused.name}"`).toBe(true)
    if (typeof name === 'string' ? focused.name === name : name.test(focused.name)) return
  }
  throw new Error(`Tab never comes to "${name}", but to: ${stops.join(', ')}`)
}
