// Profile, address, devices and data of the holder's page.

import type { Desk } from './account-state.ts'
import { button, panelForm, section } from './panels.ts'

export function profileSection(desk: Desk) {
  const { state, say, speech, kit, send, later } = desk
  const { fields, values } = state.view.profile
  if (fields.length === 0) return kit.nothing
  const save = (event: SubmitEvent) => {
    event.preventDefault()
    const answers = new FormData(event.currentTarget as HTMLFormElement)
    const given = Object.fromEntries(fields.map((field) => [field.key, later.readProfileField(field, answers)]))
    send('save_profile', { fields: given }, () => ({ note: say('saved') }))
  }
  return section(
    desk,
    'profile',
    kit.html`<form method="post" novalidate aria-label=${say('profile')} @submit=${save}>
      <div class="foyer-body">${fields.map((field) => later.profileField(kit, speech, field, values[field.key]))}</div>
      <button class="foyer-button" type="submit">${say('save')}</button>
    </form>`,
  )
}

export function emailSection(desk: Desk) {
  const { state, say, kit, open, proven, send } = desk
  const { email } = state.view
  const { panel } = state
  const ways = () =>
    kit.html`<div class="foyer-actions">
      ${button(desk, say('emailChange'), () => proven(() => open({ name: 'email' })))}${button(desk, say('emailCode'), () => open({ name: 'code' }))}
    </div>`
  const address = () =>
    panelForm(desk, {
      title: say('emailChange'),
      body: kit.field({ name: 'email', label: say('emailNew'), autocomplete: 'email', inputmode: 'email', hint: say('emailHint') }),
      submit: {
        label: say('emailChange'),
        run: (form) =>
          send('change_email', { email: kit.typed(form, 'email') }, (result) => ({
            panel: { name: 'code' },
            note: say('emailSent', { email: String(result?.email ?? '') }),
          })),
      },
    })
  const below = panel?.name === 'code' ? codeForm(desk) : panel?.name === 'email' ? address() : ways()
  return section(desk, 'email', kit.html`<p class=${email ? 'foyer-strong' : 'foyer-hint'}>${email ?? say('emailNone')}</p>${below}`)
}

/** The code of the mail to the new address, for whoever would rather type than follow its link. */
const codeForm = (desk: Desk) => {
  const { say, kit, send } = desk
  const form = panelForm(desk, {
    title: say('emailCode'),
    body: kit.field({ name: 'code', label: say('emailCodeName'), autocomplete: 'one-time-code', look: 'foyer-code' }),
    submit: {
      label: say('confirm'),
      run: (element) => send('confirm_email', { code: kit.typed(element, 'code') }, () => ({ note: say('saved') })),
    },
  })
  // Another place in the page, so that its field does not keep what was typed in the form before it.
  return kit.html`<div>${form}</div>`
}

export function sessionsSection(desk: Desk) {
  const { state, say, kit, send, proven, when } = desk
  const { sessions, notices, email } = state.view
  const rows = sessions.map(
    ({ id, device, application, lastUsedAt, isThis }) =>
      kit.html`<li class="foyer-item">
        <p class="foyer-strong">${device}</p>
        <p class="foyer-hint">${application}. ${isThis ? say('sessionThis') : say('sessionSeen', { moment: when(lastUsedAt) })}</p>
        ${isThis ? kit.nothing : button(desk, say('sessionEnd'), () => send('end_session', { id }), say('sessionEndOf', { device }))}
      </li>`,
  )
  const others = sessions.length > 1 ? button(desk, say('sessionsEnd'), () => send('end_other_sessions')) : kit.nothing
  const isOn = notices.newSignIn
  const choose = () => proven(() => send('choose_notices', { newSignIn: !isOn }, () => ({ note: say('saved') })))
  const notice = email
    ? kit.html`<p class="foyer-hint">${say(isOn ? 'noticesOn' : 'noticesOff')}</p>${button(desk, say(isOn ? 'noticesStop' : 'noticesStart'), choose)}`
    : kit.nothing
  return section(desk, 'sessions', kit.html`<ul class="foyer-list" role="list">${rows}</ul>${others}${notice}`)
}

export function dataSection(desk: Desk) {
  const { say, kit, proven, send, printAt } = desk
  const get = () =>
    send('read_data', {}, (result) => {
      saveFile('foyer.json', JSON.stringify(result?.data, null, 2))
      return {}
    })
  return section(
    desk,
    'data',
    kit.html`<p class="foyer-hint">${say('dataLead')}</p>
      <div class="foyer-actions">
        ${button(desk, say('dataGet'), () => proven(get))}${button(desk, say('dataPrint'), () => proven(() => location.assign(printAt)))}
      </div>`,
  )
}

function saveFile(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}
