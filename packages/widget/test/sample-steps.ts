// One believable answer for each step.

import type { FlowView, StepData, StepName } from '@foyer/contract'

const expiresAt = '2026-12-06T11:00:00Z'
const nameMasked = 'm•••@beispiel.example'
const contact = 'it@beispiel.example'

const accent = { light: '#2757b6', onLight: '#ffffff', linkLight: '#2757b6', dark: '#88aef4', onDark: '#0d1321', linkDark: '#88aef4' }

export const sampleSteps: { readonly [S in StepName]: StepData[S] } = {
  sign_in: { name: null, byNumber: false, passkey: null },
  continue_as: { firstName: 'Mia', nameMasked },
  enter_code: { code: null },
  send_invitation: { name: null },
  recover: { name: null, withoutMailbox: true, contact },
  recover_code: { name: 'mia.weber@beispiel.example', expiresInMinutes: 60, withoutMailbox: false, contact },
  recovered: { nameMasked },
  mail_sent: { purpose: 'activation', contact },
  open_link: { firstName: 'Mia', expiresAt, purpose: 'activation', otherDevice: true },
  other_account: { firstName: 'Jan', nameMasked: 'j•••@beispiel.example' },
  email_confirmed: { emailMasked: nameMasked, invited: false },
  refuse: { emailMasked: nameMasked },
  refused: { contact },
  check_email: { emailMasked: nameMasked, correctable: true, mayGoWithout: true, doubt: null },
  other_device: { code: 'k7mp-q2xw-9ab4-cdef', url: 'https://id.beispiel.example/activate', expiresAt: '2026-12-06T22:59:00Z' },
  answer_question: { label: 'Geburtsdatum', hint: null, type: 'date', contact },
  prove_email: { email: 'mia.weber@beispiel.example', expiresAt },
  accept_legal: {
    documents: [
      { key: 'terms', version: '2026-10', title: 'AGB', url: '/legal/terms', type: 'html', optional: false, earlier: '2025-01' },
      { key: 'privacy', version: '3', title: 'Datenschutzrichtlinie', url: '/legal/privacy', type: 'pdf', optional: false, earlier: null },
      { key: 'news', version: '1', title: 'Newsletter', url: '/legal/news', type: 'html', optional: true, earlier: null },
    ],
  },
  legal_declined: { documents: ['AGB', 'Datenschutzrichtlinie'], flow: 'sign_in', contact },
  set_password: { purpose: 'activation', minLength: 12, maxLength: 256, name: 'mia.weber@beispiel.example', passkey: null, passkeys: [] },
  second_factor: {},
  set_up_totp: {
    secret: 'GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ',
    uri: 'otpauth://totp/x',
    qr: { size: 3, path: 'M0 0h3v1h-3zM1 2h1v1h-1z' },
  },
  backup_codes: { codes: Array.from({ length: 10 }, (_, index) => `k7mw-2xq${index}`) },
  complete_profile: {
    fields: [
      { key: 'phone', type: 'phone', label: 'Telefon', hint: 'Für Rückfragen zur Schicht', required: true, options: [] },
      { key: 'shirtSize', type: 'choice', label: 'Größe', hint: null, required: true, options: options('S', 'M', 'L') },
      { key: 'birthday', type: 'date', label: 'Geburtstag', hint: null, required: false, options: [] },
      {
        key: 'site',
        type: 'choice',
        label: 'Standort',
        hint: null,
        required: false,
        options: options('Berlin', 'Bonn', 'Köln', 'Kiel', 'Mainz'),
      },
      {
        key: 'languages',
        type: 'choices',
        label: 'Sprachen',
        hint: 'Mehrere sind möglich',
        required: false,
        options: options('Deutsch', 'Polnisch'),
      },
      { key: 'firstAider', type: 'yes-no', label: 'Ersthelfer', hint: null, required: true, options: [] },
      { key: 'shoeSize', type: 'number', label: 'Schuhgröße', hint: null, required: false, options: [] },
      { key: 'homepage', type: 'url', label: 'Webseite', hint: null, required: false, options: [] },
      { key: 'privateEmail', type: 'email', label: 'Private E-Mail-Adresse', hint: null, required: false, options: [] },
      { key: 'nickname', type: 'text', label: 'Rufname', hint: null, required: false, options: [] },
    ],
    values: { nickname: 'Mia', languages: ['deutsch'] },
    skippable: false,
  },
  keep_account: { firstName: 'Mia', eraseAt: '2026-12-06T11:00:00Z' },
  account_kept: { nameMasked },
  own_device: {},
  offer_passkey: { passkey: null },
  signed_in: {
    shared: false,
    firstName: 'Mia',
    flow: 'activation',
    code: 'sign-in-code',
    redirect: null,
    applicationUrl: 'https://app.beispiel.example/',
    origins: ['https://app.beispiel.example'],
    stores: { apple: 'https://apps.apple.com/app/id1', google: 'https://play.google.com/store/apps/details?id=app' },
    nameMasked,
  },
  already_active: {},
  link_expired: { purpose: 'activation', contact },
  link_invalid: { newer: false, contact },
}

function options(...labels: string[]) {
  return labels.map((label) => ({ value: label.toLowerCase(), label }))
}

const way: readonly string[] = ['accept_legal', 'set_password', 'complete_profile']

export function viewOf(name: string, data: object, token: string): FlowView {
  const index = way.indexOf(name)
  return {
    token,
    step: { name, data } as FlowView['step'],
    progress: index < 0 ? null : { index: index + 1, total: way.length, steps: [...way] },
    organisation: { name: 'Beispiel AG', logo: null, accent, timeZone: 'Europe/Berlin', contact },
    application: { key: 'app', name: 'Beispiel App', url: 'https://app.beispiel.example/' },
    locale: 'de',
    firstName: 'Mia',
    continueAt: null,
  }
}
