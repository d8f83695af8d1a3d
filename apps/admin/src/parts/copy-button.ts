// Takes a text to the clipboard, and says so.

import { html, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { errorText } from './problem.ts'

/** The clipboard needs a secure page; elsewhere the text can be marked by hand. */
export const copyButton = (text: string, what: string, { words, tell }: Pick<Admin, 'words' | 'tell'>): TemplateResult => {
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      tell(words.copied)
    } catch (error) {
      tell(errorText(error))
    }
  }
  return html`<button class="secondary small" type="button" aria-label="${words.copy}: ${what}" @click=${copy}>${words.copy}</button>`
}
