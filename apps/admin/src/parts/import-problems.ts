// The way to the rows of a file that were not written.

import type { ImportResult } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { saveFile } from '../data/save-file.ts'

/** @param work runs what the button does, and says what went wrong */
export const problemsButton = (
  { words, foyer }: Admin,
  { id, counts }: { id: string; counts: Pick<ImportResult, 'conflict' | 'error'> & { failed?: number } },
  work: (save: () => Promise<void>) => void,
): TemplateResult | typeof nothing => {
  if (counts.conflict + counts.error + (counts.failed ?? 0) === 0) return nothing
  return html`<button class="secondary" type="button" @click=${() => work(async () => saveFile(await foyer.imports.problems(id)))}>
    ${words.importProblems}
  </button>`
}
