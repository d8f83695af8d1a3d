// Where the pictures are shown, one form at a time: focus, announcements, checks before sending, and the time that runs down.

import { render } from 'lit/html.js'
import type { Flow, FlowState } from './flow/flow.ts'
import type { Speech } from './i18n/speak.ts'
import type { FirstKey } from './i18n/words.ts'
import { missingFields } from './parts/missing-fields.ts'
import { picture } from './picture.ts'
import type { ScreenParts } from './screens/screen.ts'

export interface Stage {
  /** Lives in the light DOM. Kept for good, so that a page that removes it gets it back with all that was typed. */
  readonly root: HTMLElement
  /** `speech` is absent as long as the words are not there. */
  show(state: FlowState, speech: Speech<FirstKey> | undefined): void
}

export interface StageOptions {
  readonly prefix: string
  readonly flow: Flow
  /** On Foyer's own pages the first field takes the focus at once. */
  readonly takesFocus: boolean
}

/** What tells one screen from another. */
const nameOf = (state: FlowState): string | undefined => (state.kind === 'step' ? state.view.step.name : state.fault?.code)

const element = (className: string): HTMLElement => {
  const div = document.createElement('div')
  div.className = className
  return div
}

export function createStage({ prefix, flow, takesFocus }: StageOptions): Stage {
  const root = element('foyer-root')
  const live = element('foyer-sr')
  let screen = element('foyer-screen')
  root.slot = 'foyer-screen'
  live.setAttribute('role', 'status')
  root.append(screen, live)

  let state: FlowState = { kind: 'starting' }
  let speech: Speech<FirstKey> | undefined
  let key = ''
  let choice: string | null = null
  let missing = new Map<string, string>()
  let isInUse = takesFocus
  let timer: ReturnType<typeof setTimeout> | undefined

  const find = (selector: string): HTMLElement | null => screen.querySelector(selector)
  const focusInvalid = (): void => find('[aria-invalid]')?.focus()
  function send(form: HTMLFormElement, parts: ScreenParts): void {
    // A password that is shown is hidden again, so that the browser knows what to keep.
    for (const button of form.querySelectorAll<HTMLElement>('.foyer-shown')) button.click()
    parts.submit?.run(form)
  }

  /** A text field where there is one, else the title. */
  const focusFirst = (): void => (find('.foyer-input') ?? find('.foyer-title'))?.focus()

  function draw(): void {
    render(picture(state, speech, { prefix, flow, missing, choice, choose, submit }), screen)
  }

  function choose(next: string | null): void {
    choice = next
    missing = new Map()
    draw()
    focusFirst()
  }

  function submit(event: SubmitEvent, parts: ScreenParts): void {
    event.preventDefault()
    event.stopPropagation()
    if (!speech) return
    isInUse = true
    const form = event.currentTarget as HTMLFormElement
    missing = missingFields(form, speech)
    draw()
    if (missing.size) focusInvalid()
    else send(form, parts)
  }

  function enter(): void {
    choice = null
    missing = new Map()
    const old = screen
    screen = element('foyer-screen')
    draw()
    old.replaceWith(screen)
    if (!isInUse || state.kind === 'starting') return
    focusFirst()
    const said = [find('.foyer-place'), find('.foyer-title')].map((part) => part?.textContent)
    live.textContent = said.filter(Boolean).join(': ')
  }

  function refuse(): void {
    focusInvalid()
    const password = find('.foyer-password')
    if (state.fault?.code === 'credentials_wrong' && password instanceof HTMLInputElement) password.select()
    find('.foyer-message')?.scrollIntoView({ block: 'nearest' })
  }

  /** Draws once a second while somebody has to wait, and goes on by itself where nothing else is on the screen. */
  function tick(): void {
    clearTimeout(timer)
    const { retryAt } = state.fault ?? {}
    if (!retryAt) return
    const isOver = retryAt <= Date.now()
    if (!isOver) timer = setTimeout(tick, 1000)
    if (isOver && state.kind === 'stopped') flow.retry()
    else draw()
  }

  root.addEventListener('click', () => {
    isInUse = true
  })

  return {
    root,
    show(next, words) {
      const isRefused = next.fault && next.fault !== state.fault
      const nextKey = next.kind === 'starting' ? next.kind : `${next.kind} ${nameOf(next)} ${!words}`
      const isNew = nextKey !== key
      state = next
      speech = words
      key = nextKey
      if (words) root.lang = words.locale
      if (isNew) enter()
      else draw()
      if (isRefused && !isNew) refuse()
      tick()
    },
  }
}
