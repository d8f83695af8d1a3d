// The app: who is signed in, which page is asked for, and the frame around it.

import { Foyer, isFoyerError } from '@foyer/sdk'
import { type BrowserSession, createSession } from '@foyer/sdk/browser'
import { html, nothing, type TemplateResult } from 'lit'
import { fill, keepLocale, pickLocale, type Words, wordsOf } from '../i18n/words.ts'
import { menuIcon } from '../parts/menu-icon.ts'
import { noRightView, problemView } from '../parts/problem.ts'
import type { Admin, Locale } from './admin.ts'
import { closeByEscape, closeOthers } from './close-menus.ts'
import { keepFocus } from './keep-focus.ts'
import { LightElement } from './light-element.ts'
import { isFor, menuGroups, type Page, pageAt, pages } from './pages.ts'
import { type Place, readPlace } from './place.ts'
import { startSignInAgain } from './sign-in-again.ts'

type Entry =
  | { kind: 'asking' }
  | { kind: 'signed_out' }
  | { kind: 'failed'; error: unknown }
  | { kind: 'in'; settings: Admin['settings']; name: string; userId: string }

const MESSAGE_MS = 6_000

const stayOpen = (event: Event): void => event.preventDefault()

/** `server`: Foyer's address; `application`: the key of the managing application. */
export class AdminApp extends LightElement {
  static override properties = { server: {}, application: {} }
  declare server: string
  declare application: string

  #locale: Locale = pickLocale()
  #entry: Entry = { kind: 'asking' }
  #place: Place = { path: '/', query: new URLSearchParams() }
  #message: { text: string; timer: ReturnType<typeof setTimeout> } | null = null
  #menuOpen = false
  #session: BrowserSession | null = null
  #endKeepingFocus: (() => void) | null = null
  readonly #again = startSignInAgain({ isIn: () => this.#entry.kind === 'in', ask: () => this.requestUpdate() })

  override connectedCallback(): void {
    super.connectedCallback()
    this.#place = readPlace(this.#base)
    this.#session = createSession({ url: this.server, application: this.application })
    addEventListener('popstate', this.#onPopState)
    this.addEventListener('click', this.#onClick)
    this.addEventListener('pointerdown', closeOthers)
    this.addEventListener('focusin', closeOthers)
    this.addEventListener('keydown', closeByEscape)
    this.#endKeepingFocus = keepFocus(this)
    this.addEventListener('foyer-signed-in', this.#onSignedIn)
    document.documentElement.lang = this.#locale
    void this.#enter()
  }

  override disconnectedCallback(): void {
    removeEventListener('popstate', this.#onPopState)
    this.#endKeepingFocus?.()
    super.disconnectedCallback()
  }

  get #base(): string {
    return `${new URL(this.server).pathname.replace(/\/$/, '')}/admin`
  }

  get #words(): Words {
    return wordsOf[this.#locale]
  }

  readonly #onPopState = (): void => {
    this.#place = readPlace(this.#base)
    this.requestUpdate()
  }

  readonly #onSignedIn = (event: Event): void => {
    event.preventDefault()
    void this.#comeIn()
  }

  /** Links within the app change the page without loading it anew. */
  readonly #onClick = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const link = (event.target as Element).closest('a')
    if (link === null || link.target !== '' || link.hasAttribute('download') || link.origin !== location.origin) return
    if (link.pathname !== this.#base && !link.pathname.startsWith(`${this.#base}/`)) return
    event.preventDefault()
    this.#go(`${link.pathname.slice(this.#base.length)}${link.search}`)
  }

  async #comeIn(): Promise<void> {
    const before = this.#entry
    if (before.kind === 'in') {
      const session = await this.#session?.current().catch(() => null)
      const isSame = session?.user.id === before.userId
      // What somebody else left on the page is not shown.
      if (!isSame) this.#entry = { kind: 'asking' }
      this.#again.goOn(isSame)
      this.requestUpdate()
      await this.updateComplete
    }
    await this.#enter()
  }

  async #enter(): Promise<void> {
    try {
      const session = await this.#session?.current()
      if (session === null || session === undefined) this.#entry = { kind: 'signed_out' }
      else {
        const settings = await this.#foyer().settings.get()
        const { id, firstName, lastName } = session.user
        this.#entry = { kind: 'in', settings, name: [firstName, lastName].filter(Boolean).join(' '), userId: id }
      }
    } catch (error) {
      this.#entry = isFoyerError(error, 'unauthenticated') ? { kind: 'signed_out' } : { kind: 'failed', error }
    }
    this.requestUpdate()
  }

  #foyer(): Foyer {
    return new Foyer({ url: this.server, apiKey: null, locale: this.#locale, fetch: this.#again.fetch })
  }

  #go(path: string, { replace = false } = {}): void {
    const address = `${this.#base}${path === '/' ? '' : path}`
    const moves = readPlace(this.#base, new URL(address, location.href)).path !== this.#place.path
    if (replace) history.replaceState(null, '', address)
    else history.pushState(null, '', address)
    this.#place = readPlace(this.#base)
    this.#menuOpen = false
    this.requestUpdate()
    if (moves) void this.updateComplete.then(() => this.#toTop())
  }

  /** Whoever uses a keyboard or a screen reader begins a new page at its title. */
  #toTop(): void {
    scrollTo(0, 0)
    this.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
  }

  #tell(text: string): void {
    clearTimeout(this.#message?.timer)
    const timer = setTimeout(() => {
      this.#message = null
      this.requestUpdate()
    }, MESSAGE_MS)
    this.#message = { text, timer }
    this.requestUpdate()
  }

  async #signOut(): Promise<void> {
    await this.#session?.signOut()
    this.#entry = { kind: 'signed_out' }
    this.requestUpdate()
  }

  #speak(locale: Locale): void {
    keepLocale(locale)
    this.#locale = locale
    document.documentElement.lang = locale
    void this.#enter()
  }

  override render(): TemplateResult {
    const entry = this.#entry
    if (entry.kind === 'asking') return html`<p class="quiet" role="status">${this.#words.loading}</p>`
    if (entry.kind === 'signed_out') return html`<main class="door">${this.#signIn}</main>`
    if (entry.kind === 'failed')
      return html`<main class="door">${problemView(entry.error, this.#words, { retry: () => this.#enter(), signOut: () => this.#signOut() })}</main>`
    return html`${this.#frame(entry)}${this.#door}`
  }

  get #signIn(): TemplateResult {
    return html`<foyer-auth application=${this.application} server=${this.server} lang=${this.#locale}></foyer-auth>`
  }

  /** In front of the page, which waits as it is. */
  get #door(): TemplateResult {
    const { sessionEnded, sessionEndedLead } = this.#words
    return html`<dialog class="again" aria-label=${sessionEnded} @cancel=${stayOpen} @close=${() => this.requestUpdate()}>
      ${this.#again.isAsked ? html`<p role="status"><strong>${sessionEnded}</strong> ${sessionEndedLead}</p>${this.#signIn}` : nothing}
    </dialog>`
  }

  override updated(): void {
    const door = this.querySelector<HTMLDialogElement>('dialog.again')
    if (door === null || door.open === this.#again.isAsked) return
    if (door.open) door.close()
    else door.showModal()
  }

  #frame({ settings, name }: Extract<Entry, { kind: 'in' }>): TemplateResult {
    const words = this.#words
    const page = pageAt(this.#place.path)
    const admin: Admin = {
      foyer: this.#foyer(),
      settings,
      words,
      locale: this.#locale,
      go: (path, options) => this.#go(path, options),
      href: (path) => `${this.#base}${path}`,
      tell: (text) => this.#tell(text),
    }
    document.title = `${page === null ? words.notFoundTitle : words[page.title]} · ${words.appName} · ${settings.organisation.name}`
    const role = words[`role_${settings.caller.role}`]
    return html`
      <a class="skip" href="#content">${words.skip}</a>
      <header class="bar">
        <button class="icon menu" type="button" aria-expanded=${this.#menuOpen} aria-controls="navigation" @click=${this.#toggleMenu}>
          <span class="burger" aria-hidden="true"></span><span class="sr">${words.menu}</span>
        </button>
        <a class="brand" href=${admin.href('')}>${settings.organisation.name}</a>
        <span class="who" title=${fill(words.signedInAs, { role })}>${name} <span class="muted">${role}</span></span>
        <button class="plain" type="button" lang=${this.#otherLocale} @click=${() => this.#speak(this.#otherLocale)}>
          ${this.#otherLocale === 'de' ? 'Deutsch' : 'English'}
        </button>
        <button class="plain" type="button" @click=${this.#signOut}>${words.signOut}</button>
      </header>
      <nav id="navigation" aria-label=${words.menu} ?data-open=${this.#menuOpen}>
        ${menuGroups.map(
          (group) => html`<ul>
            ${pages.flatMap((entry) => (entry.inMenu?.group === group && isFor(entry, settings.caller.role) ? [this.#menuEntry(entry, page, admin)] : []))}
          </ul>`,
        )}
      </nav>
      <main id="content" tabindex="-1">
        ${this.#content(page, admin)}
      </main>
      <div class="toast" role="status">${this.#message === null ? nothing : html`<p>${this.#message.text}</p>`}</div>
    `
  }

  #content(page: Page | null, admin: Admin): TemplateResult {
    const { words, settings } = admin
    const home = admin.href('')
    if (page === null) return problemView('not_found', words, { home })
    return isFor(page, settings.caller.role) ? page.view(admin, this.#place) : noRightView(page.least ?? 'owner', words, { home })
  }

  #menuEntry({ path, title, inMenu }: Page, page: Page | null, { href, words }: Admin): TemplateResult {
    return html`<li>
      <a href=${href(path === '/' ? '' : path)} aria-current=${page?.menu === path ? 'page' : nothing}>
        ${inMenu === null ? nothing : menuIcon(inMenu.icon)} ${words[title]}
      </a>
    </li>`
  }

  get #otherLocale(): Locale {
    return this.#locale === 'de' ? 'en' : 'de'
  }

  readonly #toggleMenu = (): void => {
    this.#menuOpen = !this.#menuOpen
    this.requestUpdate()
  }
}
