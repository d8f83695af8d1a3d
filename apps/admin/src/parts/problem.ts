// What stands in the place of something that could not be shown: what happened, and a way on.

import { isFoyerError, type Role } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import { fill, type Words, wordsOf } from '../i18n/words.ts'

interface WaysOn {
  retry?: () => void
  signOut?: () => void
  /** Where to go instead: what the address is called, by default the overview. */
  home?: string
  homeName?: string
  /** In the place of a part of the page, which has its title already. */
  within?: boolean
}

export const problemView = (error: unknown, words: Words, waysOn: WaysOn): TemplateResult => view(wordsFor(error, words), words, waysOn)

export const noRightView = (needed: Role, words: Words, waysOn: WaysOn): TemplateResult => view(noRight(needed, words), words, waysOn)

const view = (
  { title, text, final = false }: Problem,
  words: Words,
  { retry, signOut, home, homeName = words.toOverview, within = false }: WaysOn,
): TemplateResult =>
  html`<section class="problem" role="alert">
    ${within ? html`<h2>${title}</h2>` : html`<h1 tabindex="-1">${title}</h1>`}
    <p>${text}</p>
    <p class="row">
      ${retry === undefined || final ? nothing : html`<button class="primary" type="button" @click=${retry}>${words.retry}</button>`}
      ${signOut === undefined ? nothing : html`<button class="secondary" type="button" @click=${signOut}>${words.signOut}</button>`}
      ${home === undefined ? nothing : html`<a class="button ${retry === undefined || final ? 'primary' : 'secondary'}" href=${home}>${homeName}</a>`}
    </p>
  </section>`

interface Problem {
  title: string
  text: string
  /** Trying again would find the same. */
  final?: boolean
}

const noRight = (needed: string, words: Words): Problem => ({
  title: words.noRightTitle,
  text: fill(words.noRight, { role: words[`role_${needed}` as keyof Words] ?? '' }),
})

const wordsFor = (error: unknown, words: Words): Problem => {
  if (error === 'not_found') return { title: words.notFoundTitle, text: words.notFound, final: true }
  if (isFoyerError(error, 'user_not_found')) return { title: words.goneTitle, text: words.noSuchPerson, final: true }
  if (isFoyerError(error, 'import_not_found')) return { title: words.goneTitle, text: words.noSuchImport, final: true }
  if (isFoyerError(error, 'role_too_low')) return noRight(error.details.needed, words)
  return { title: words.failedTitle, text: errorText(error) }
}

/** The server's own sentence, in the language of the app. Where no server answered, nobody has said one. */
export const errorText = (error: unknown): string => {
  if (isFoyerError(error, 'unreachable', 'timed_out')) return wordsOf[document.documentElement.lang === 'de' ? 'de' : 'en'].unreachable
  return error instanceof Error ? error.message : String(error)
}
