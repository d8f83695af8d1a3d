// Info sheets on paper: for everybody of a filter, and a new one for whoever lost theirs.

import type { SheetBatch, SheetOptions, User, UserFilter } from '@foyer/sdk'
import { html } from 'lit'
import type { Admin } from '../app/admin.ts'
import { saveFile } from '../data/save-file.ts'
import { fill, sayNumber } from '../i18n/words.ts'
import type { Question } from './dialog.ts'
import { selectField } from './field.ts'
import { reasonText } from './reason.ts'

type AnyConfig = { applications: Record<string, object> }

interface Printing {
  admin: Admin
  /** By their ids, or by a filter. */
  selection: readonly string[] | Omit<UserFilter<AnyConfig>, 'sort'>
  /** How many people that is, in words. */
  said: string
  progress(state: { done: number; total: number } | null): void
}

export const sheetsQuestion = ({ admin, selection, said, progress }: Printing): Question => {
  const { words, foyer, settings, tell, locale } = admin
  const open = settings.applications.filter(({ manages }) => !manages)
  return {
    title: fill(words.sheetsTitle, { count: said }),
    body: html`<p>${words.sheetsText}</p>
      ${selectField({ name: 'application', label: words.inviteTo, options: open.map(({ key, name }) => [key, name] as const) })}
      ${selectField({ name: 'only', label: words.sheetsOnly, options: (['never_printed', 'all'] as const).map((value) => [value, words[`sheetsOnly_${value}`]] as const) })}
      ${selectField({ name: 'format', label: words.sheetsFormat, options: (['pdf', 'zip'] as const).map((value) => [value, words[`sheetsFormat_${value}`]] as const) })}
      ${selectField({
        name: 'locales',
        label: words.sheetsLocales,
        options: [
          ['', words.sheetsLocales_own],
          ['both', words.sheetsLocales_both],
        ],
      })}
      <div class="field">
        <label for="message">${words.ownSentence} <span class="muted">${words.optional}</span></label>
        <textarea id="message" name="message" rows="2" maxlength="500"></textarea>
      </div>`,
    action: words.sheetsMake,
    async act(form) {
      const options: SheetOptions<AnyConfig> = {
        application: String(form.get('application')),
        only: form.get('only') === 'all' ? 'all' : 'never_printed',
        format: form.get('format') === 'zip' ? 'zip' : 'pdf',
        ...(form.get('locales') === 'both' ? { locales: ['de', 'en'] as const } : {}),
        ...(String(form.get('message') ?? '').trim() === '' ? {} : { message: String(form.get('message')).trim() }),
      }
      try {
        const file = await foyer.invitations.sheet(selection, options, { progress, timeoutMs: SHEETS_TIMEOUT_MS })
        await saveFile(file)
        tell(report(file.batch, admin, locale))
      } finally {
        progress(null)
      }
    },
  }
}

/** A batch of thousands is drawn while the answer is awaited. */
const SHEETS_TIMEOUT_MS = 120_000

const report = ({ sheets, skipped, printedBefore }: SheetBatch, { words }: Admin, locale: Admin['locale']): string =>
  fill(words.sheetsDone, {
    sheets: sayNumber(sheets, locale),
    skipped: sayNumber(skipped.length, locale),
    before: sayNumber(printedBefore.length, locale),
  })

export const lostSheetQuestion = (user: User, { words, foyer, tell }: Admin, changed: () => Promise<void>): Question => ({
  title: words.sheetLost,
  body: html`<p>${words.sheetLostText}</p>`,
  action: words.sheetLost,
  async act() {
    await saveFile(await foyer.invitations.sheet([user.id], { lost: true, only: 'all' }, { timeoutMs: SHEETS_TIMEOUT_MS }))
    tell(words.sheetLostDone)
    await changed()
  },
})

export const sheetQuestion = (user: User, admin: Admin, changed: () => Promise<void>): Question => {
  const { words, settings, tell } = admin
  const options = settings.applications.map(({ key, name }) => [key, name] as const)
  return {
    title: words.sheet,
    body: html`<p>${words.sheetText}</p>
      ${selectField({ name: 'application', label: words.inviteTo, value: user.invitation?.application ?? '', options })}`,
    action: words.sheetMake,
    async act(form) {
      await printSheetOf(user, String(form.get('application')), admin)
      tell(words.sheetMade)
      await changed()
    },
  }
}

/** Invites to the application where no invitation is open. @throws Error with the reason where nothing may be printed for this person */
export const printSheetOf = async ({ id }: Pick<User, 'id'>, application: string, { foyer, settings }: Admin): Promise<void> => {
  const file = await foyer.invitations.sheet([id], { application, only: 'all' }, { timeoutMs: SHEETS_TIMEOUT_MS })
  const [left] = file.batch.skipped
  if (left !== undefined) throw new Error(reasonText(left.code, { settings }))
  await saveFile(file)
}
