// The holder's page: loads the account, draws its sections, and sends what is done in them.

import type { AccountActed, AccountView } from '@foyer/contract'
import type { AccountTools } from '../account-tools.ts'
import type { Fault } from '../flow/fault.ts'
import { loadAccountWords } from '../i18n/account-words.ts'
import type { Speech } from '../i18n/speak.ts'
import styles from '../theme/account.css'
import { type AccountState, type Desk, type Panel, type Result, type SectionName, sectionNames, type Then } from './account-state.ts'
import { drawAccount } from './draw-account.ts'

let instances = 0

export async function mountAccount(element: HTMLElement, shadow: ShadowRoot, home: string, tools: AccountTools): Promise<void> {
  const { html, render, postJson, loadSpeech, wantedLanguage, loadLater, createKit, addStyles, adoptStyles } = tools
  const server = new URL(element.getAttribute('server') ?? home, document.baseURI).href.replace(/[/?#]*$/, '')
  const application = element.getAttribute('application') ?? ''
  const locale = wantedLanguage(element.lang)
  const [later, first, { codeList, qrCode, styles: factorStyles }] = await Promise.all([
    loadLater(),
    loadSpeech(locale),
    import('../factors.ts'),
  ])
  const [say, laterWords] = await Promise.all([loadAccountWords(first.locale), later.loadLaterWords(first.locale)])
  const speech = first.learn(laterWords) as Speech
  const prefix = `foyer-account-${++instances}`
  addStyles(later.styles)
  addStyles(factorStyles)
  addStyles(styles)
  const page = element.getRootNode()
  await Promise.all([shadow, page].map((root) => (root instanceof Document || root instanceof ShadowRoot) && adoptStyles(root, server)))
  const root = document.createElement('div')
  root.className = 'foyer-root'
  root.lang = first.locale
  element.replaceChildren(root)
  render(html`<div class="foyer-frame" part="frame"><slot></slot></div>`, shadow)

  let state: AccountState | null = null
  root.addEventListener(
    'click',
    ({ target }) => {
      const place = (target as Element).closest<HTMLElement>('[data-section]')?.dataset.section
      if (state && place) state = { ...state, place }
    },
    true,
  )

  const wanted = (element.getAttribute('sections') ?? '').split(/[\s,]+/).filter(Boolean)
  const isSection = (name: string): name is SectionName => sectionNames.some((known) => known === name)
  const sections = wanted.length ? wanted.filter(isSection) : sectionNames

  const call = <T>(path: string, body: object) => postJson<T>(`${server}/account/${path}`, { application, locale, ...body }, locale)

  const show = (patch: Partial<AccountState>): void => {
    if (!state) return
    const before = state
    const hasFocus = root.contains(focused())
    state = { ...before, ...patch }
    draw()
    // What was pressed may be gone: whoever uses a keyboard goes on where they were.
    if (hasFocus && !root.contains(focused())) focus(root.querySelector(`[data-section=${state.place}] h2`) ?? root.querySelector('h1'))
    if (state.panel !== before.panel) focus(root.querySelector('.foyer-panel .foyer-input, .foyer-panel .foyer-button, .foyer-erased'))
    if (state.fault && state.fault !== before.fault) focus(root.querySelector('[aria-invalid], .foyer-message'))
  }

  const focused = () => (root.getRootNode() as Document | ShadowRoot).activeElement

  const focus = (target: Element | null): void => {
    if (target instanceof HTMLElement) target.focus()
  }

  function desk(current: AccountState): Desk {
    const errors = new Map<string, string>()
    const { fault } = current
    for (const { path, message } of fault?.issues ?? []) errors.set(String(path.at(-1)), message)
    if (fault && !fault.issues) errors.set(fault.code.replace(/_.*/, ''), fault.detail || say('offline'))
    return {
      state: current,
      say,
      speech,
      kit: createKit(prefix, errors, speech),
      later,
      codeList,
      qrCode,
      open: (panel) => show({ panel, fault: null, note: null }),
      send,
      proven,
      sendPasskey,
      signOut,
      printAt: `${server}/account/data?${new URLSearchParams({ application, locale: first.locale })}`,
      when: (iso) => new Intl.DateTimeFormat(first.locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso)),
    }
  }

  function draw(instead?: unknown): void {
    if (instead || state) render(instead ?? (state && drawAccount(desk(state), sections)), root)
  }

  async function send(action: string, input: object = {}, then: Then = () => ({})): Promise<void> {
    if (!state || state.pending) return
    show({ pending: true, fault: null, note: null })
    const { value, fault } = await call<AccountActed>('act', { action, input })
    if (value) return show({ view: value.view, pending: false, panel: null, ...then(value.result as Result | null) })
    show({ pending: false })
    if (fault.code === 'unauthenticated') return load()
    if (fault.code === 'reauthentication_required') return show({ panel: { name: 'proof', next: () => send(action, input, then) } })
    // Challenges are good for one try.
    if (fault.code === 'passkey_refused' || fault.code === 'flow_expired') await refresh()
    show({ fault })
  }

  async function refresh(): Promise<void> {
    const { value } = await call<{ view: AccountView }>('read', {})
    if (value) show(value)
  }

  function proven(next: () => void): void {
    if (state?.view.proof.fresh) next()
    else show({ panel: { name: 'proof', next } satisfies Panel, fault: null, note: null })
  }

  async function sendPasskey(action: 'add_passkey' | 'reauthenticate', then?: Then): Promise<void> {
    const ceremony = state?.view.ceremony
    if (!ceremony || state?.pending) return
    const { askForPasskey } = await import('../flow/passkeys.ts')
    const response = await askForPasskey(action === 'add_passkey' ? ceremony.create : ceremony.request)
    if (response) await send(action, { ticket: ceremony.ticket, response }, then)
  }

  async function signOut(): Promise<void> {
    await postJson(`${server}/session/sign-out`, { application }, locale)
    await load()
  }

  /** The account, or the way to it. */
  async function load(): Promise<void> {
    if (new URL(server).origin !== location.origin) return draw(elsewhere())
    const { value, fault } = await call<{ view: AccountView }>('read', {})
    if (fault?.code === 'unauthenticated') return signIn()
    if (!value) return draw(trouble(fault))
    state = { ...value, panel: null, fault: null, note: null, place: null, pending: false }
    const frame = shadow.querySelector<HTMLElement>('.foyer-frame')
    for (const [shade, colour] of Object.entries(value.view.organisation.accent)) frame?.style.setProperty(`--f-${shade}`, colour)
    draw()
  }

  /** The form of <foyer-auth> in place of the account; whoever signed in by it has given a proof as well. */
  function signIn(): void {
    state = null
    const form = document.createElement('foyer-auth')
    for (const [name, text] of Object.entries({ application, server, lang: first.locale, compact: '' })) form.setAttribute(name, text)
    form.addEventListener('foyer-signed-in', (event) => {
      event.preventDefault()
      event.stopPropagation()
      form.remove()
      load()
    })
    draw(form)
  }

  const elsewhere = () =>
    html`<p class="foyer-lead">${say('elsewhere')}</p>
      <a class="foyer-button" href=${`${server}/account?application=${encodeURIComponent(application)}`}>${say('open')}</a>`

  const trouble = (fault: Fault | undefined) =>
    html`<p class="foyer-message" role="alert">${fault?.detail || say('offline')}</p>
      <button class="foyer-button" type="button" @click=${load}>${say('retry')}</button>`

  await load()
}
