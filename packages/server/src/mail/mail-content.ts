// What stands in a mail before it becomes HTML or plain text: one structure for both parts.

/** `fallback` repeats a button's link for HTML, where the button hides it; plain text shows the link at the button and drops the block. */
export type MailBlock =
  | { kind: 'paragraph'; text: string }
  | { kind: 'aside'; text: string }
  | { kind: 'button'; label: string; link: string }
  | { kind: 'fallback'; text: string; link: string }
  | { kind: 'term'; text: string }
  | { kind: 'code'; label: string; code: string; hint: string | null }
  | { kind: 'facts'; rows: readonly { label: string; value: string }[] }
  | { kind: 'quote'; label: string; text: string }
  | { kind: 'links'; label: string; links: readonly { label: string; link: string }[] }

/** A finished mail in one language. All strings are plain text, already harmless as lines; links are http(s) addresses. */
export interface MailContent {
  subject: string
  preheader: string
  title: string
  greeting: string
  blocks: readonly MailBlock[]
  footer: { lines: readonly string[]; refuse: { label: string; effect: string; link: string } | null }
}
