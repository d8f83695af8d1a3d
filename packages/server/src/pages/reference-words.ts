// What the reference page says around the operations, in each language.

import type { Permission, RouteClass } from '@foyer/contract'
import { roleForPermission } from '@foyer/core'
import type { Locale } from '../text.ts'

export interface ReferenceWords {
  title: string
  skip: string
  contents: string
  start: string
  version: string
  baseUrl: string
  machineReadable: string
  intro: string
  auth: { title: string; text: string; where: string }
  naming: { title: string; text: string }
  repeating: { title: string; text: string }
  versions: { title: string; text: string }
  problems: { title: string; text: string }
  calledBy: string
  role: string
  operation: string
  path: string
  query: string
  body: string
  noBody: string
  answer: string
  emptyAnswer: string
  fileAnswer: string
  fileBody: string
  steps: { title: string; text: string; step: string; actions: string; none: string }
  events: { title: string; text: string; type: string; meaning: string }
  field: string
  meaning: string
  required: string
  either: string
  example: string
  inSdk: string
  inBrowser: string
  shapes: string
  shapesText: string
  shape: { user: string; sessionUser: string; flowView: string }
  errors: string
  errorsText: string
  code: string
  status: string
  sentence: string
  clientOnly: string
  copyright: string
}

const en: ReferenceWords = {
  title: 'API reference',
  skip: 'Skip to the content',
  contents: 'Contents',
  start: 'Getting started',
  version: 'Version',
  baseUrl: 'Base URL',
  machineReadable: 'OpenAPI 3.1 document',
  intro:
    'Every call that this server answers. A backend uses them with an API key; the widget and the browser SDK use those of the last two groups.',
  auth: {
    title: 'Who is calling',
    text: 'Send an API key as a bearer token, from a server and without an Origin header. A key never belongs in a page or an app.',
    where: 'The example reads the key from the environment variable FOYER_API_KEY, as the SDK does.',
  },
  naming: {
    title: 'Who is meant',
    text: 'Where a path has {ref}, name the person by id, by external:<number> or by email:<address>, percent-encoded.',
  },
  repeating: {
    title: 'Repeating a call',
    text: 'Writing calls on people take an Idempotency-Key: 1 to 200 visible ASCII characters. For 24 hours the same request with the same key happens once; the answer shows the person as they are now.',
  },
  versions: {
    title: 'Not overwriting others',
    text: 'Give the version that you read as If-Version. When somebody changed the person meanwhile, the answer is changed_meanwhile with the current version.',
  },
  problems: {
    title: 'When something is wrong',
    text: 'Errors are problem documents (RFC 9457). Go by code, never by the sentence; detail is in the language of Accept-Language, German or English. Bodies hold at most 64 KB of JSON.',
  },
  calledBy: 'Who may call',
  role: 'Least role',
  operation: 'Operation',
  path: 'Path',
  query: 'Query',
  body: 'Body',
  noBody: 'No body is needed.',
  answer: 'Answer',
  emptyAnswer: 'An empty object.',
  fileAnswer: 'A file; its type and name stand in the headers.',
  fileBody: 'The bytes of the file; what else there is to say stands in the address.',
  steps: {
    title: 'Steps and their actions',
    text: 'The server names the step; only the actions beside it are open. Every step also takes resume, which answers it as it stands now.',
    step: 'Step',
    actions: 'Actions',
    none: 'none: the way is done',
  },
  events: { title: 'Types of events', text: 'What the trail tells.', type: 'Type', meaning: 'Meaning' },
  field: 'Field',
  meaning: 'Meaning and limits',
  required: 'required',
  either: 'or',
  example: 'Example',
  inSdk: 'With @foyer/sdk',
  inBrowser: 'With @foyer/sdk/browser',
  shapes: 'Shapes',
  shapesText: 'What several calls answer, once for all.',
  shape: { user: 'Person', sessionUser: 'Signed-in person', flowView: 'Step of a flow' },
  errors: 'Errors',
  errorsText: 'Every code with its HTTP status and its sentence.',
  code: 'Code',
  status: 'Status',
  sentence: 'Sentence',
  clientOnly: 'client',
  copyright: 'Foyer, open source under the MIT licence.',
}

const de: ReferenceWords = {
  title: 'API-Referenz',
  skip: 'Zum Inhalt springen',
  contents: 'Inhalt',
  start: 'Zum Einstieg',
  version: 'Version',
  baseUrl: 'Basisadresse',
  machineReadable: 'OpenAPI-3.1-Dokument',
  intro:
    'Alle Aufrufe, die dieser Server beantwortet. Ein Backend verwendet sie mit einem API-Schlüssel; die der letzten beiden Gruppen verwenden das Widget und das Browser-SDK.',
  auth: {
    title: 'Wer ruft auf',
    text: 'Senden Sie einen API-Schlüssel als Bearer-Token, von einem Server aus und ohne Origin-Kopfzeile. Ein Schlüssel gehört nie in eine Seite oder App.',
    where: 'Das Beispiel liest den Schlüssel aus der Umgebungsvariablen FOYER_API_KEY, wie es auch das SDK tut.',
  },
  naming: {
    title: 'Wer ist gemeint',
    text: 'Wo im Pfad {ref} steht, nennen Sie die Person mit ihrer id, mit external:<Nummer> oder mit email:<Adresse>, prozentkodiert.',
  },
  repeating: {
    title: 'Einen Aufruf wiederholen',
    text: 'Schreibende Aufrufe zu Personen nehmen einen Idempotency-Key: 1 bis 200 sichtbare ASCII-Zeichen. 24 Stunden lang geschieht dieselbe Anfrage mit demselben Schlüssel nur einmal; die Antwort zeigt die Person, wie sie jetzt ist.',
  },
  versions: {
    title: 'Nichts von anderen überschreiben',
    text: 'Geben Sie die gelesene Version als If-Version mit. Hat jemand die Person inzwischen geändert, lautet die Antwort changed_meanwhile mit der aktuellen Version.',
  },
  problems: {
    title: 'Wenn etwas nicht stimmt',
    text: 'Fehler sind Problem-Dokumente (RFC 9457). Richten Sie sich nach code, nie nach dem Satz; detail steht in der Sprache von Accept-Language, Deutsch oder Englisch. Anfragen enthalten höchstens 64 KB JSON.',
  },
  calledBy: 'Wer aufrufen darf',
  role: 'Mindestens die Rolle',
  operation: 'Operation',
  path: 'Pfad',
  query: 'Abfrage',
  body: 'Inhalt der Anfrage',
  noBody: 'Ein Inhalt ist nicht nötig.',
  answer: 'Antwort',
  emptyAnswer: 'Ein leeres Objekt.',
  fileAnswer: 'Eine Datei; Art und Name stehen in den Kopfzeilen.',
  fileBody: 'Die Bytes der Datei; was sonst zu sagen ist, steht in der Adresse.',
  steps: {
    title: 'Schritte und ihre Aktionen',
    text: 'Der Server nennt den Schritt; nur die Aktionen daneben sind offen. Jeder Schritt nimmt außerdem resume und antwortet dann, wie er jetzt steht.',
    step: 'Schritt',
    actions: 'Aktionen',
    none: 'keine: der Weg ist zu Ende',
  },
  events: { title: 'Arten von Ereignissen', text: 'Was der Verlauf erzählt.', type: 'Art', meaning: 'Bedeutung' },
  field: 'Feld',
  meaning: 'Bedeutung und Grenzen',
  required: 'Pflicht',
  either: 'oder',
  example: 'Beispiel',
  inSdk: 'Mit @foyer/sdk',
  inBrowser: 'Mit @foyer/sdk/browser',
  shapes: 'Formen',
  shapesText: 'Was mehrere Aufrufe antworten, einmal für alle.',
  shape: { user: 'Person', sessionUser: 'Angemeldete Person', flowView: 'Schritt eines Ablaufs' },
  errors: 'Fehler',
  errorsText: 'Alle Codes mit HTTP-Status und Satz.',
  code: 'Code',
  status: 'Status',
  sentence: 'Satz',
  clientOnly: 'Client',
  copyright: 'Foyer, quelloffen unter der MIT-Lizenz.',
}

export const referenceWords: Record<Locale, ReferenceWords> = { de, en }

/** Who may call routes of a class, and from where. */
export const classWords: Record<RouteClass, Record<Locale, string>> = {
  management: {
    de: 'API-Schlüssel ohne Origin, oder die Sitzung einer verwaltenden Anwendung auf der eigenen Adresse dieses Servers.',
    en: "API key without Origin, or the session of a managing application on this server's own origin.",
  },
  backend: { de: 'Das Backend einer Anwendung: API-Schlüssel ohne Origin.', en: "An application's backend: API key without Origin." },
  flow: {
    de: 'Seiten, deren Ursprung für die Anwendung eingetragen ist; kein Schlüssel.',
    en: 'Pages whose origin is listed for the application; no key.',
  },
  session: {
    de: 'Seiten, deren Ursprung für die Anwendung eingetragen ist, mit dem Cookie dieses Servers.',
    en: "Pages whose origin is listed for the application, with this server's cookie.",
  },
  account: {
    de: 'Seiten auf der eigenen Adresse dieses Servers, mit seinem Cookie.',
    en: "Pages on this server's own origin, with its cookie.",
  },
  webhook: {
    de: 'Der Server eines Anbieters, der unterschreibt, was er meldet; nur wo er eingerichtet ist.',
    en: "A provider's server, which signs what it tells; only where it is set up.",
  },
  public: { de: 'Alle.', en: 'Anybody.' },
}

/** The least role, by the table that decides it; `null` where no role is asked. */
export const leastRole = (permission: Permission): string | null => {
  if (permission === 'none') return null
  return permission === 'backend' ? 'manager' : roleForPermission[permission]
}

/** Titles and one sentence for each group of operations, in the order of the page. */
export const groupWords = {
  users: {
    de: ['Personen', 'Eintragen, lesen, ändern, sperren, löschen.'],
    en: ['People', 'Enter, read, change, block, erase.'],
  },
  invitations: {
    de: ['Einladungen', 'Jede Person hat höchstens eine offene Einladung.'],
    en: ['Invitations', 'A person has at most one open invitation.'],
  },
  imports: {
    de: ['Importe', 'Listen von Personen als CSV: lesen, ansehen, ausführen.'],
    en: ['Imports', 'Lists of people as CSV: read, look at, run.'],
  },
  sheets: {
    de: ['Infoblätter', 'Zum Ausdrucken und Aushändigen.'],
    en: ['Info sheets', 'To be printed and handed over.'],
  },
  previews: {
    de: ['Ansehen', 'Mails und Infoblätter, bevor sie hinausgehen; was darin steht, öffnet nichts.'],
    en: ['Previews', 'Mails and info sheets before they go out; what stands in them opens nothing.'],
  },
  overview: {
    de: ['Überblick', 'Wie viele Personen wo stehen.'],
    en: ['Overview', 'How many people stand where.'],
  },
  settings: {
    de: ['Einstellungen', 'Worauf diese Installation eingerichtet ist.'],
    en: ['Settings', 'What this deployment is set up for.'],
  },
  legal: {
    de: ['Rechtliches', 'Dokumente, wer ihnen zugestimmt hat, und das Verzeichnis, zu dem nur hinzukommt.'],
    en: ['Legal documents', 'Documents, who agreed to them, and the ledger that is only added to.'],
  },
  events: {
    de: ['Ereignisse', 'Was geschehen ist, in der Reihenfolge, in der es gilt.'],
    en: ['Events', 'What happened, in commit order.'],
  },
  mails: {
    de: ['Mails', 'Was gesendet wurde und was daraus wurde; ohne Text und Adresse, 180 Tage lang.'],
    en: ['Mails', 'What was sent and what became of it; without text and address, for 180 days.'],
  },
  keys: {
    de: ['API-Schlüssel', 'Nur für Inhaber. Gespeichert wird ein Hash; das Geheimnis steht in einer einzigen Antwort.'],
    en: ['API keys', 'For owners only. A hash is stored; the secret stands in one answer and nowhere else.'],
  },
  sessions: {
    de: ['Sitzungen von Anwendungen', 'Für Backends, die eine eigene Sitzung führen. @foyer/sdk/backend ruft sie für Sie auf.'],
    en: ['Sessions of applications', 'For backends that keep a session of their own. @foyer/sdk/backend calls them for you.'],
  },
  account: {
    de: ['Eigenes Konto', 'Die Aufrufe hinter der Seite /account.'],
    en: ['Own account', 'The calls behind the page /account.'],
  },
  webhooks: {
    de: ['Meldungen von Anbietern', 'Was der Versender von Mails über deren Zustellung meldet.'],
    en: ['Webhooks of providers', 'What the sender of mails tells about their delivery.'],
  },
  flow: {
    de: ['Abläufe', 'Die zwei Aufrufe hinter jeder Ansicht des Widgets. Der Server entscheidet, welcher Schritt folgt.'],
    en: ['Flows', 'The two calls behind every screen of the widget. The server decides which step comes next.'],
  },
  session: {
    de: ['Sitzung im Browser', 'Wer in diesem Browser angemeldet ist, für Seiten ohne eigenes Backend.'],
    en: ['Session in the browser', 'Who is signed in in this browser, for pages without a backend of their own.'],
  },
} as const satisfies Record<string, Record<Locale, readonly [string, string]>>
