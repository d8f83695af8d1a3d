// What a screen reader is given: the browser's own accessibility tree.

import type { CDPSession, Page } from 'playwright-core'

export interface Named {
  role: string
  name: string
}

/** Whatever takes the focus or stands for a group has to say what it is; a form may be known by its heading. */
const SPEAKING = new Set([
  'button',
  'checkbox',
  'combobox',
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
  const cdp = sessions.get(page) ?? (await page.context().newCDPSession(page))
  sessions.set(page, cdp)
  const { nodes } = await cdp.send('Accessibility.getFullAXTree')
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const read = (id: string): Named[] => {
    const node = byId.get(id)
    if (node === undefined) return []
    const own = node.ignored ? [] : [{ role: String(node.role?.value ?? ''), name: String(node.name?.value ?? '').trim() }]
    return [...own, ...(node.childIds ?? []).flatMap(read)]
  }
  return read(nodes[0]?.nodeId ?? '').filter(({ role }) => SPEAKING.has(role))
}

/** One for each page, kept: closing one would take the page's virtual authenticators along. */
const sessions = new WeakMap<Page, CDPSession>()

/**
 * What is wrong with the names on pages with Foyer's elements: a node that says nothing, or buttons of one name, of which nobody can tell what
 * each does.
 */
export async function findNameless(page: Page): Promise<string[]> {
  if ((await page.locator('foyer-auth, foyer-account').count()) === 0) return []
  const names = await readNames(page)
  const silent = names.filter(({ name }) => name === '').map(({ role }) => `a ${role} without a name`)
  // The browser's own, which stands within the field that names the day.
  const buttons = names.flatMap(({ role, name }) => (role === 'button' && !name.startsWith('Show date picker') ? [name] : []))
  const twice = buttons.filter((name, index) => buttons.indexOf(name) !== index).map((name) => `two buttons called "${name}"`)
  return [...silent, ...twice]
}
