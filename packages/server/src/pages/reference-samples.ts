// One example of each operation: what to send, and the call of the SDK.

import type { InputOf, Route, RouteName } from '@foyer/contract'

export interface Sample<R extends RouteName = RouteName> {
  /** Stands for `:ref` or `:key` in the path. */
  ref?: string
  /** Body of a writing route, query of a reading one. */
  input?: InputOf<R>
  /** The same call in TypeScript; `null` where the widget alone makes it. */
  sdk: string | null
}

const BATCH = '01990a4e-7b7e-7cde-8f00-1234567890ab'
const CODE = 'the-code'
const VERIFIER = 'the-verifier-that-belongs-to-the-challenge-it-began-with'
const SECRET = 'the-session-secret'
const KEY_ID = '01a20126-a0cf-7a81-9dc6-cab3d6efe552'
const person = 'external:P-1002'
const theImport = '0193a5c0-0000-7000-8000-000000000001'

export const samples: { [R in RouteName]: Sample<R> } = {
  'users.list': {
    input: { status: ['offline', 'invited'], department: 'Logistik', limit: 50 },
    sdk: `for await (const person of foyer.users.list({ status: ['offline', 'invited'], department: 'Logistik' })) {
  console.log(person.status, person.emailStatus)
}`,
  },
  'users.count': {
    input: { status: 'invited', invitation: 'expired' },
    sdk: `await foyer.users.list({ status: 'invited', invitation: 'expired' }).count()`,
  },
  'users.export': { input: { status: 'online', locale: 'de' }, sdk: `const file = await foyer.users.export({ status: 'online' })` },
  'users.create': {
    input: { externalId: 'P-1002', firstName: 'Jan', lastName: 'Peters', email: 'jan.peters@example.com', invite: { application: 'app' } },
    sdk: `await foyer.users.create({
  externalId: 'P-1002', firstName: 'Jan', lastName: 'Peters',
  email: 'jan.peters@example.com', invite: { application: 'app' },
})`,
  },
  'users.get': { ref: person, sdk: `await foyer.users.get({ externalId: 'P-1002' })` },
  'users.update': {
    ref: person,
    input: { department: 'Logistik', position: null },
    sdk: `await foyer.users.update({ externalId: 'P-1002' }, { department: 'Logistik', position: null })`,
  },
  'users.delete': { ref: person, sdk: `await foyer.users.delete({ externalId: 'P-1002' })` },
  'users.upsert': {
    ref: person,
    input: { firstName: 'Jan', lastName: 'Peters', location: 'Köln' },
    sdk: `await foyer.users.upsert('P-1002', { firstName: 'Jan', lastName: 'Peters', location: 'Köln' })`,
  },
  'users.changeEmail': {
    ref: person,
    input: { email: 'j.peters@example.com', send: 'invitation' },
    sdk: `await foyer.users.changeEmail({ externalId: 'P-1002' }, { email: 'j.peters@example.com', send: 'invitation' })`,
  },
  'users.sendConfirmation': { ref: person, sdk: `await foyer.users.sendConfirmation({ externalId: 'P-1002' })` },
  'users.sendRecovery': { ref: person, sdk: `await foyer.users.sendRecovery({ externalId: 'P-1002' })` },
  'users.clearBounce': { ref: person, sdk: `await foyer.users.clearBounce({ externalId: 'P-1002' })` },
  'users.grantAccess': {
    ref: person,
    input: { application: 'portal', role: 'helper' },
    sdk: `await foyer.users.grantAccess({ externalId: 'P-1002' }, { application: 'portal', role: 'helper' })`,
  },
  'users.withdrawAccess': {
    ref: person,
    input: { application: 'portal' },
    sdk: `await foyer.users.withdrawAccess({ externalId: 'P-1002' }, { application: 'portal' })`,
  },
  'users.deactivate': {
    ref: person,
    input: { at: '2027-03-31', reason: 'Contract ends' },
    sdk: `await foyer.users.deactivate({ externalId: 'P-1002' }, { at: '2027-03-31', reason: 'Contract ends' })`,
  },
  'users.reactivate': { ref: person, sdk: `await foyer.users.reactivate({ externalId: 'P-1002' })` },
  'users.resetAccess': {
    ref: person,
    input: { reason: 'Mailbox lost', email: 'jan@example.org', invite: { application: 'app' } },
    sdk: `await foyer.users.resetAccess({ externalId: 'P-1002' }, {
  reason: 'Mailbox lost', email: 'jan@example.org', invite: { application: 'app' },
})`,
  },
  'invitations.send': {
    ref: person,
    input: { application: 'app', validDays: 14 },
    sdk: `await foyer.invitations.send({ externalId: 'P-1002' }, { application: 'app', validDays: 14 })`,
  },
  'invitations.sendMany': {
    input: { selection: { status: 'offline', department: 'Logistik' }, invite: { application: 'app' } },
    sdk: `const { done, skipped } = await foyer.invitations.sendMany({ status: 'offline', department: 'Logistik' }, { application: 'app' })`,
  },
  'users.sessions': {
    ref: person,
    sdk: `for (const { device } of await foyer.users.sessions({ externalId: 'P-1002' })) console.log(device)`,
  },
  'users.endSessions': { ref: person, input: {}, sdk: `await foyer.users.endSessions({ externalId: 'P-1002' })` },
  'users.deactivateMany': {
    input: { selection: { location: 'Basel' }, preview: true },
    sdk: `const { done, skipped } = await foyer.users.deactivateMany({ location: 'Basel' }, {}, { preview: true })`,
  },
  'invitations.renew': {
    ref: person,
    input: { send: true },
    sdk: `await foyer.invitations.renew({ externalId: 'P-1002' }, { send: true })`,
  },
  'invitations.revoke': { ref: person, sdk: `await foyer.invitations.revoke({ externalId: 'P-1002' })` },
  'overview.get': { sdk: 'const { statuses, attention } = await foyer.overview.get()' },
  'settings.get': { sdk: 'const { applications, caller } = await foyer.settings.get()' },
  'imports.list': { input: { limit: 20 }, sdk: `for await (const { id, state } of foyer.imports.list()) console.log(id, state)` },
  'imports.create': {
    input: { application: 'app', invite: 'new', name: 'staff.csv' },
    sdk: `const { id } = await foyer.imports.create(createReadStream('staff.csv'), { application: 'app', invite: 'new' })`,
  },
  'imports.template': { input: { locale: 'de' }, sdk: `const template = await foyer.imports.template({ locale: 'de' })` },
  'imports.inspect': { input: { whole: true }, sdk: `const { columns, rows } = await foyer.imports.inspect(file)` },
  'imports.get': { ref: theImport, sdk: `await foyer.imports.get(id)` },
  'imports.look': {
    ref: theImport,
    input: { sheet: 'Personal' },
    sdk: `const { columns, rows } = await foyer.imports.look(id, { sheet: 'Personal' })`,
  },
  'imports.begin': {
    ref: theImport,
    input: { sheet: 'Personal', application: 'app', invite: 'new' },
    sdk: `await foyer.imports.begin(id, { sheet: 'Personal', application: 'app', invite: 'new' })`,
  },
  'imports.remedy': {
    ref: theImport,
    input: { remedies: { 'email_twice:team@example.com': 'leave_out' } },
    sdk: `await foyer.imports.remedy(id, { 'email_twice:team@example.com': 'leave_out' })`,
  },
  'imports.upload': { ref: theImport, input: { offset: 0, last: true }, sdk: null },
  'imports.preview': { ref: theImport, sdk: `const preview = await foyer.imports.preview(id)` },
  'imports.rows': {
    ref: theImport,
    input: { outcome: ['conflict', 'error'] },
    sdk: `for await (const row of foyer.imports.rows(id, { outcome: ['conflict', 'error'] })) console.log(row.line, row.reason?.message)`,
  },
  'imports.run': {
    ref: theImport,
    input: { planHash: 'the-hash-of-the-preview' },
    sdk: `await foyer.imports.run(id, { planHash: preview.planHash })`,
  },
  'imports.replan': { ref: theImport, sdk: `await foyer.imports.replan(id)` },
  'imports.cancel': { ref: theImport, sdk: `await foyer.imports.cancel(id)` },
  'imports.result': { ref: theImport, sdk: `const result = await foyer.imports.result(id)` },
  'imports.problems': { ref: theImport, sdk: `const file = await foyer.imports.problems(id)` },
  'imports.campaign': { ref: theImport, sdk: `const { people, days, next } = await foyer.imports.campaign(id)` },
  'imports.undo': { ref: theImport, sdk: `const { removed } = await foyer.imports.undo(id)` },
  'legal.documents': { sdk: `const documents = await foyer.legal.documents()` },
  'legal.people': {
    ref: 'terms',
    input: { state: 'missing', limit: 50 },
    sdk: `for await (const person of foyer.legal.people('terms', { state: 'missing' })) console.log(person.userId, person.entry?.version)`,
  },
  'legal.entries': {
    input: { user: person },
    sdk: `for await (const { document, version, act, at } of foyer.legal.entries({ user: { externalId: 'P-1002' } })) {
  console.log(document, version, act, at)
}`,
  },
  'legal.export': { input: { document: 'terms', locale: 'de' }, sdk: `const file = await foyer.legal.export({ document: 'terms' })` },
  'events.list': {
    input: { types: ['activation.completed', 'email.changed'], limit: 100 },
    sdk: `for await (const event of foyer.events.list({ types: ['activation.completed', 'email.changed'] })) {
  console.log(event.type, event.userId)
}`,
  },
  'keys.list': { sdk: `await foyer.keys.list()` },
  'keys.create': {
    input: { name: 'Nightly sync', scopes: ['users:read', 'users:write'], expiresAt: '2027-12-31' },
    sdk: `const { key } = await foyer.keys.create({
  name: 'Nightly sync', scopes: ['users:read', 'users:write'], expiresAt: '2027-12-31',
})`,
  },
  'keys.rotate': {
    ref: KEY_ID,
    input: { oldUntil: '2027-01-31' },
    sdk: `const { key } = await foyer.keys.rotate('${KEY_ID}', { oldUntil: '2027-01-31' })`,
  },
  'keys.revoke': { ref: KEY_ID, sdk: `await foyer.keys.revoke('${KEY_ID}')` },
  'previews.mail': {
    input: { kind: 'invitation', locale: 'de', message: 'Willkommen im Team.' },
    sdk: `const { subject, text } = await foyer.previews.mail('invitation', { locale: 'de', message: 'Willkommen im Team.' })`,
  },
  'previews.page': {
    input: { kind: 'sheet', locale: 'en' },
    sdk: `const page = await foyer.previews.page('sheet', { locale: 'en' })`,
  },
  'previews.sendTest': {
    input: { kind: 'reminder', locale: 'de' },
    sdk: `const { to } = await foyer.previews.sendTest('reminder', { locale: 'de' })`,
  },
  'invitations.handOver': {
    ref: person,
    input: { application: 'app' },
    sdk: `const { link, code, qr, expiresAt } = await foyer.invitations.handOver({ externalId: 'P-1002' }, { application: 'app' })`,
  },
  'invitations.qr': {
    ref: person,
    input: { application: 'app', size: 480 },
    sdk: `const picture = await foyer.invitations.qr({ externalId: 'P-1002' }, { application: 'app', size: 480 })`,
  },
  'sheets.create': {
    input: {
      selection: { status: ['offline', 'invited'], emailStatus: 'none', location: 'Köln' },
      application: 'app',
      locales: ['de', 'en'],
    },
    sdk: `const pdf = await foyer.invitations.sheet({ emailStatus: 'none', location: 'Köln' }, { application: 'app', locales: ['de', 'en'] })`,
  },
  'sheets.get': { ref: BATCH, sdk: null },
  'sheets.prepare': { ref: BATCH, input: {}, sdk: null },
  'sheets.render': { ref: BATCH, input: { format: 'zip' }, sdk: `await pdf.bytes()` },
  'sessions.exchange': {
    input: { code: CODE, verifier: VERIFIER, application: 'app', origin: 'https://app.example.com' },
    sdk: `await foyer.sessions.exchange({ code, verifier, application: 'app', origin: 'https://app.example.com' })`,
  },
  'sessions.check': {
    input: { sessionSecret: SECRET, application: 'app' },
    sdk: `await foyer.sessions.check(sessionSecret, { application: 'app' })`,
  },
  'sessions.end': { input: { sessionSecret: SECRET }, sdk: `await foyer.sessions.end(sessionSecret)` },
  'mails.list': {
    input: { state: ['bounced', 'complained'], limit: 50 },
    sdk: `for await (const mail of foyer.mails.list({ state: ['bounced', 'complained'] })) {
  console.log(mail.kind, mail.state, mail.reason)
}`,
  },
  'webhooks.mailgun': {
    input: {
      signature: { timestamp: '1800000000', token: 'a-random-token', signature: 'hex of HMAC-SHA-256 over timestamp and token' },
      'event-data': { event: 'delivered', 'user-variables': { 'foyer-mail': '1.01990a4e-7b7e-4cde-8f00-1234567890ab' } },
    },
    sdk: null,
  },
  'flow.start': { input: { application: 'app', locale: 'de' }, sdk: null },
  'flow.act': {
    input: {
      token: 'the-token-of-the-last-answer',
      action: 'sign_in',
      input: { name: 'jan.peters@example.com', password: 'four words that wander' },
    },
    sdk: null,
  },
  'account.read': { input: { application: 'app' }, sdk: `<foyer-account application="app"></foyer-account>` },
  'account.act': {
    input: { application: 'app', action: 'rename_passkey', input: { id: 'AbC…', name: 'Handy' } },
    sdk: `<foyer-account application="app"></foyer-account>`,
  },
  'session.current': { input: { application: 'app' }, sdk: `await session.current()` },
  'session.token': { input: { application: 'app' }, sdk: `await session.accessToken()` },
  'session.signOut': { input: { application: 'app' }, sdk: `await session.signOut()` },
}

/** A command for a POSIX shell. The key is read from the environment: none ever stands on the page. */
export const curlCommand = (baseUrl: string, name: RouteName, route: Route): string => {
  const { ref, input }: Sample = samples[name]
  const reads = route.method === 'GET'
  const path = route.path.replace(/:(ref|key)/, ref === undefined ? '' : encodeURIComponent(ref))
  const target = baseUrl + path + (reads || route.takes === 'file' ? queryText(input) : '')
  const parts = [`curl ${reads ? '' : `-X ${route.method} `}${quoted(target)}`, ...credentials(baseUrl, route)]
  if (route.takes === 'file') parts.push(`-H 'Content-Type: text/csv'`, '--data-binary @staff.csv')
  else if (!reads && input !== undefined) parts.push(`-H 'Content-Type: application/json'`, `-d ${quoted(JSON.stringify(input))}`)
  return parts.join(' \\\n  ')
}

const credentials = (baseUrl: string, route: Route): string[] => {
  if (route.class === 'management' || route.class === 'backend') return ['-H "Authorization: Bearer $FOYER_API_KEY"']
  if (route.class === 'webhook') return []
  const origin = `-H 'Origin: https://app.example.com'`
  if (route.class === 'flow') return [origin]
  return [origin, `-b '${baseUrl.startsWith('https:') ? '__Host-' : ''}foyer-app=…'`]
}

const queryText = (input: object | undefined): string => {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(input ?? {})) for (const one of [value].flat()) query.append(key, String(one))
  return query.size === 0 ? '' : `?${query}`
}

/** Within single quotes a POSIX shell reads everything as it is, except the quote itself. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
