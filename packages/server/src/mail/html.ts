// A tagged template for HTML: whatever is put in is escaped unless it is markup itself.

declare const trusted: unique symbol

/** HTML that was written by us or has been escaped. */
export interface Markup {
  readonly [trusted]?: never
  readonly markup: string
}

export type MarkupValue = string | number | Markup | null | false | readonly Markup[]

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** `null` and `false` put nothing. Attribute values must stand in quotes. */
export function html(parts: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  return { markup: parts.reduce((done, part, index) => done + toHtml(values[index - 1] ?? null) + part) }
}

/** Takes HTML that we wrote ourselves as it is: style sheets and conditional comments, never data. */
export function ownMarkup(markup: string): Markup {
  return { markup }
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

/** Gives an http(s) address back as it may stand in `href` and `src`, and throws a TypeError on any other scheme. */
export function webAddress(address: string): string {
  const { protocol } = new URL(address)
  if (protocol !== 'https:' && protocol !== 'http:') throw new TypeError('An address in a mail must begin with https:// or http://')
  return address
}

function toHtml(value: MarkupValue): string {
  if (value === null || value === false) return ''
  if (typeof value === 'string') return escapeHtml(value)
  if (typeof value === 'number') return String(value)
  if ('markup' in value) return value.markup
  return value.map((item) => item.markup).join('')
}
