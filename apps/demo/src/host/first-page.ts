// The first page: leads through the tour by mail, with the statuses as the SDK reads them.

import type { FoyerEvent, SessionUser } from '@foyer/sdk'
import { html } from 'hono/html'
import type { Html } from './layout.ts'
import { type StepState, type Story, storySteps } from './story.ts'
import type { Words } from './words.ts'

export interface EntryForm {
  firstName: string
  lastName: string
  email: string
  /** What is wrong, by field; `form` for the whole. */
  faults: { firstName?: string; lastName?: string; email?: string; form?: string }
}

export interface FirstPage {
  words: Words
  story: Story | null
  signedIn: SessionUser | null
  form: EntryForm
  mailboxUrl: string | null
}

export function firstPage({ words: w, story, signedIn, form, mailboxUrl }: FirstPage): Html {
  const [enter, open, activate, arrive] = storySteps(story, signedIn)
  const name = story ? fullName(story.user) : ''
  return html`<div class="hero">
      <p class="eyebrow">${w.storyEyebrow}</p>
      <h1>${w.storyTitle}</h1>
      <p class="lead">${w.storyLead}</p>
    </div>
    <div class="story" id="story" data-state="${stateOf(story, signedIn)}" aria-live="polite">
      <ol class="steps">
        ${step(w, enter, w.step1, story ? html`<p>${w.step1Done(name, story.user.email ?? '')}</p>` : entryForm(w, form), 'await foyer.users.create({ firstName, lastName, email,\n  invite: { application: ‘app’ } })')}
        ${step(w, open, w.step2, open === 'done' ? html`<p>${w.step2Done}</p>` : openMail(w, open, mailboxUrl), null)}
        ${step(w, activate, w.step3, html`<p>${activate === 'done' ? w.step3Done : w.step3Text}</p>`, '<foyer-auth application="app" exchange="/auth">')}
        ${step(w, arrive, w.step4, arrival(w, arrive, signedIn), 'const session = await auth.verify(request)')}
      </ol>
      ${state(w, story)}
    </div>`
}

/** Changes whenever the page would look different: the script on the page asks for it. */
const stateOf = (story: Story | null, signedIn: SessionUser | null) =>
  story ? `${story.user.id}.${story.user.version}.${story.trail.length}.${signedIn?.id ?? ''}` : 'none'

function step(w: Words, state: StepState, title: string, content: Html, code: string | null): Html {
  return html`<li class="step ${state}" ${state === 'current' ? html`aria-current="step"` : ''}>
    <h2>${title} <span class="badge">${w[state]}</span></h2>
    ${content}
    ${code === null ? '' : html`<details aria-label="${w.underHood}: ${title}"><summary>${w.underHood}</summary><pre><code>${code.replaceAll(/[‘’]/g, "'")}</code></pre></details>`}
  </li>`
}

function entryForm(w: Words, { firstName, lastName, email, faults }: EntryForm): Html {
  return html`<p>${w.step1Text}</p>
    <form method="post" action="/people" class="fields" novalidate>
      ${faults.form === undefined ? '' : html`<p class="fault" role="alert">${w.tryAgain} ${faults.form}</p>`}
      ${field('firstName', w.firstName, firstName, 'text', faults.firstName)} ${field('lastName', w.lastName, lastName, 'text', faults.lastName)}
      ${field('email', w.email, email, 'email', faults.email, w.emailHint)}
      <button class="button" type="submit">${w.enter}</button>
    </form>`
}

function field(name: string, label: string, value: string, type: string, fault: string | undefined, hint?: string): Html {
  const described = [hint === undefined ? '' : `${name}-hint`, fault === undefined ? '' : `${name}-fault`].filter(Boolean).join(' ')
  return html`<div class="field ${name === 'email' ? 'full' : ''}">
    <label for="${name}">${label}</label>
    <input id="${name}" name="${name}" type="${type}" value="${value}" maxlength="200" autocomplete="off" required
      ${fault === undefined ? '' : html`aria-invalid="true"`} ${described === '' ? '' : html`aria-describedby="${described}"`} />
    ${hint === undefined ? '' : html`<p class="hint" id="${name}-hint">${hint}</p>`}
    ${fault === undefined ? '' : html`<p class="fault" id="${name}-fault">${fault}</p>`}
  </div>`
}

function openMail(w: Words, state: StepState, mailboxUrl: string | null): Html {
  const link = state === 'current' && mailboxUrl !== null ? html`<p><a class="button" href="${mailboxUrl}">${w.openMailbox}</a></p>` : ''
  return html`<p>${w.step2Text}</p>${link}`
}

function arrival(w: Words, state: StepState, signedIn: SessionUser | null): Html {
  const name = signedIn ? fullName(signedIn) : ''
  if (state === 'done')
    return html`<p>${w.step4Done(name)}</p>
      <p class="row"><a class="button" href="/start">${w.toApp}</a> <a class="quiet" href="/">${w.again}</a></p>`
  const other = signedIn ? html`<p>${w.step4Other(name)}</p>` : ''
  const go = state === 'current' ? html`<p><a class="button" href="/welcome">${w.navApp}</a></p>` : ''
  return html`<p>${w.step4Text}</p>${other}${go}`
}

function state(w: Words, story: Story | null): Html {
  if (story === null) return html`<aside class="state"><h2>${w.stateTitle}</h2><p class="muted">${w.stateNobody}</p></aside>`
  const { user, trail } = story
  const email = user.emailStatus ?? 'none'
  return html`<aside class="state">
    <h2>${w.stateTitle}</h2>
    <p class="who">${fullName(user)}</p>
    <dl class="statuses">
      <dt>${w.account}</dt>
      <dd><span class="chip ${user.status}" data-status="${user.status}">${w.accountStatus[user.status]}</span></dd>
      <dt>${w.mail}</dt>
      <dd><span class="chip ${email}" data-email-status="${email}">${w.emailStatus[email]}</span></dd>
    </dl>
    <h3>${w.trail}</h3>
    <ol class="trail">
      ${trail.map((event) => html`<li><time datetime="${event.at}">${timeOf(event.at)}</time><span>${eventWords(w, event)}</span></li>`)}
    </ol>
  </aside>`
}

/** A session of this app has words of its own: it follows Foyer's. */
function eventWords(w: Words, { type, data }: FoyerEvent): string {
  const kind = typeof data === 'object' && data !== null && 'kind' in data ? data.kind : null
  return (kind === 'host' ? w.events[`${type}.host`] : undefined) ?? w.events[type] ?? type
}

const timeOf = (at: string) => new Date(at).toLocaleTimeString('de', { timeStyle: 'medium', timeZone: 'Europe/Berlin' })

export const fullName = ({ firstName, lastName }: { firstName: string | null; lastName: string | null }) =>
  [firstName, lastName].filter(Boolean).join(' ')
