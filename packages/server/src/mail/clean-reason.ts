// A provider's words about a mail, as they may be kept: one short line without addresses, links and anything that could be a secret.

import { plainLine } from './plain-text.ts'

const REASON_MAX = 160

/** Providers quote whatever they were given: the recipient, the link that a gateway disliked. `null` when nothing is left to say. */
export const cleanReason = (text: string | null | undefined): string | null => {
  if (text === null || text === undefined) return null
  const cleaned = text
    .slice(0, 2000)
    .replace(/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, '…')
    .replace(/\S*\/l\/\S*/gi, '…')
    .replace(/[^\s<>()[\]"',;:]*@[^\s<>()[\]"',;:]*/g, '…')
    // Codes and tokens: long runs, and groups of four joined by hyphens.
    .replace(/[a-z0-9_-]{20,}/gi, '…')
    .replace(/\b(?=[a-z-]*\d|\w{4}-\w{4,5}-)[2-9a-z]{4}(?:-[2-9a-z]{4,5}){1,3}\b/gi, '…')
    .replace(/<…>/g, '…')
  return plainLine(cleaned, REASON_MAX).trim() || null
}
