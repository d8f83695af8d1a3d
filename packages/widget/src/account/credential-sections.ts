// Password, passkeys and second factor of the holder's page.

import type { AccountView } from '@foyer/contract'
import type { Desk, Result } from './account-state.ts'
import { button, panelForm, section } from './panels.ts'

export function passwordSection(desk: Desk) {
  const { state, say, kit, open, proven, send } = desk
  const { isSet, minLength } = state.view.password
  const label = say(isSet ? 'passwordChange' : 'passwordSet')
  const body =
    state.panel?.name === 'password'
      ? panelForm(desk, {
          title: label,
          body: kit.field({
            name: 'password',
            label: say('passwordNew'),
            type: 'password',
            autocomplete: 'new-password',
            hint: say('passwordHint', { count: minLength }),
          }),
          submit: {
            label,
            run: (form) => send('set_password', { password: kit.typed(form, 'password') }, () => ({ note: say('saved') })),
          },
        })
      : kit.html`<p class="foyer-hint">${say(isSet ? 'passwordIsSet' : 'passwordNone')}</p>${button(desk, label, () => proven(() => open({ name: 'password' })))}`
  return section(desk, 'password', body)
}

export function passkeysSection(desk: Desk) {
  const { state, say, kit, proven, sendPasskey } = desk
  const { passkeys, ceremony } = state.view
  if (!ceremony && passkeys.length === 0) return kit.nothing
  const list = kit.html`<ul class="foyer-list" role="list">${passkeys.map((passkey) => passkeyRow(desk, passkey))}</ul>`
  const add = ceremony && window.PublicKeyCredential
  return section(
    desk,
    'passkeys',
    kit.html`${passkeys.length > 0 ? list : kit.html`<p class="foyer-hint">${say('passkeysNone')}</p>`}${
      add ? button(desk, say('passkeyAdd'), () => proven(() => sendPasskey('add_passkey', () => ({ note: say('saved') })))) : kit.nothing
    }`,
  )
}

function passkeyRow(desk: Desk, { id, name, synced, lastUsedAt, lastUsedOn, isLast }: AccountView['passkeys'][number]) {
  const { state, say, kit, open, proven, send, when } = desk
  const { html } = kit
  if (state.panel?.name === 'rename' && state.panel.id === id) {
    const form = panelForm(desk, {
      title: say('renameOf', { name }),
      body: kit.field({ name: 'name', label: say('passkeyName'), value: name }),
      submit: {
        label: say('save'),
        run: (element) => send('rename_passkey', { id, name: kit.typed(element, 'name') }, () => ({ note: say('saved') })),
      },
    })
    return html`<li class="foyer-item">${form}</li>`
  }
  const used = lastUsedAt ? say('passkeyUsed', { moment: when(lastUsedAt), device: lastUsedOn ?? '' }) : say('passkeyUnused')
  return html`<li class="foyer-item">
    <p class="foyer-strong">${name}</p>
    <p class="foyer-hint">${say(synced ? 'passkeySynced' : 'passkeyBound')}. ${used}</p>
    ${isLast ? html`<p class="foyer-hint">${say('passkeyLast')}</p>` : kit.nothing}
    <div class="foyer-actions">
      ${button(desk, say('rename'), () => open({ name: 'rename', id }), say('renameOf', { name }))}${
        isLast ? kit.nothing : button(desk, say('remove'), () => proven(() => send('remove_passkey', { id })), say('removeOf', { name }))
      }
    </div>
  </li>`
}

export function mfaSection(desk: Desk) {
  const { state, say, kit, proven, send, codeList, qrCode, when } = desk
  const { html } = kit
  const { panel } = state
  const { policy, since, backupCodes } = state.view.mfa
  if (policy === 'off' && !since) return kit.nothing
  const showCodes = (result: Result | null) => ({ panel: { name: 'codes' as const, codes: result?.codes as string[] } })
  if (panel?.name === 'codes') {
    const body = html`${codeList(kit, panel.codes)}${button(desk, say('print'), () => print())}`
    return section(desk, 'factor', panelForm(desk, { title: say('codesTitle'), lead: say('codesLead'), body }))
  }
  if (panel?.name === 'totp') {
    const { setup, ticket } = panel
    const form = panelForm(desk, {
      title: say('factorSetUp'),
      lead: say('factorScan'),
      body: [
        qrCode(kit, setup.qr, say('factorQr')),
        html`<p class="foyer-hint">${say('factorKey')} <code class="foyer-strong">${setup.secret}</code></p>`,
        kit.field({ name: 'code', label: say('factorCode'), autocomplete: 'one-time-code', inputmode: 'numeric', look: 'foyer-code' }),
      ],
      submit: { label: say('confirm'), run: (element) => send('confirm_totp', { ticket, code: kit.typed(element, 'code') }, showCodes) },
    })
    return section(desk, 'factor', form)
  }
  if (!since) {
    const start = () =>
      send('start_totp', {}, (result) => ({ panel: { ...(result as never as { setup: never; ticket: string }), name: 'totp' } }))
    return section(
      desk,
      'factor',
      html`<p class="foyer-hint">${say('factorOff')}</p>${button(desk, say('factorSetUp'), () => proven(start))}`,
    )
  }
  return section(
    desk,
    'factor',
    html`<p class="foyer-hint">${say('factorOn', { moment: when(since) })} ${say('factorCodes', { count: backupCodes })}</p>
      <div class="foyer-actions">
        ${button(desk, say('codesMake'), () => proven(() => send('make_backup_codes', {}, showCodes)))}${
          policy === 'required'
            ? kit.nothing
            : button(desk, say('factorRemove'), () => proven(() => send('remove_totp', {}, () => ({ panel: null }))))
        }
      </div>`,
  )
}
