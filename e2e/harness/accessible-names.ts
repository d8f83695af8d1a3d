// What a screen reader is given: the browser's own accessibility tree.

import type { Page } from 'playwright-core'

export interface Named {
  role: string
  name: string
}

/** Whatever takes the focus or stands for a group has to say what it is. */
const SPEAKING = new Set([
  'button',
  'checkbox',
  'combobox',
  'form',
  'group',
  'heading',
  'image',
  'img',
  'link',
  'listbox',
  'radio',
  'searchbox',
  'spinbutton',
  'switch',
  'tab',
  'textbox',
])

/** Roles and names of all nodes that speak, in the order of reading. */
export async function readNames(page: Page): Promise<Named[]> {
  const cdp = await page.context().newCDPSession(page)
  try {
    const { nodes } = await cdp.send('Accessibility.getFullAXTree')
    return nodes
      .filter(({ ignored }) => !ignored)
      .map(({ role, name }) => ({ role: String(role?.value ?? ''), name: String(name?.value ?? '').trim() }))
      .filter(({ role }) => SPEAKING.has(role))
  } finally {
    await cdp.detach()
  }
}

/** What is wrong with the names: a node that says nothing, or buttons of one name, of which nobody can tell what each does. */
export async function findNameless(page: Page): Promise<string[]> {
  const names = await readNames(page)
  const silent = names.filter(({ name }) => name === '').map(({ role }) => `a ${role} without a name`)
  const buttons = names.filter(({ role }) => role === 'button').map(({ name }) => name)
  const twice = buttons.filter((name, index) => buttons.indexOf(name) !== index).map((name) => `two buttons called "${name}"`)
  return [...silent, ...twice]
}
