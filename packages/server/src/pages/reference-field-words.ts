// What each field of the interface means, in each language.

import type { Locale } from '../text.ts'

type Meaning = Readonly<Record<Locale, string>>

const say = (de: string, en: string): Meaning => ({ de, en })

/** By `operation/path`, by path, or by name: the most exact one counts. */
const meanings: Readonly<Record<string, Meaning>> = {
  // who and what a person is
  ref: say('Die Person: id, external:<Nummer> oder email:<Adresse>.', 'The person: id, external:<number> or email:<address>.'),
  'users.upsert/ref': say('Die Person als external:<Nummer>.', 'The person as external:<number>.'),
  id: say('Kennung, von Foyer vergeben.', "Foyer's own id."),
  version: say(
    'Steigt mit jeder Änderung; als If-Version zurückgeben, um nichts zu überschreiben.',
    'Rises with every change; give it back as If-Version to overwrite nothing.',
  ),
  createdAt: say('Wann die Person eingetragen wurde.', 'When the person was entered.'),
  changedAt: say('Wann sich zuletzt etwas geändert hat.', 'When anything last changed.'),
  status: say('Kann sich diese Person anmelden?', 'Can this person sign in?'),
  emailStatus: say(
    'Gehört das Postfach dieser Person? null ohne Adresse.',
    'Does the mailbox belong to this person? null without an address.',
  ),
  'users.list/emailStatus': say('Stand der Adresse; none: ohne Adresse.', 'State of the address; none: without one.'),
  'users.count/emailStatus': say('Stand der Adresse; none: ohne Adresse.', 'State of the address; none: without one.'),
  externalId: say('Die Nummer, unter der Ihre Organisation die Person führt.', "The organisation's own number for the person."),
  email: say(
    'E-Mail-Adresse; null, wenn keine hinterlegt oder sie verdeckt ist.',
    'E-mail address; null when there is none or it is masked.',
  ),
  'users.create/email': say(
    'E-Mail-Adresse. Wer ohne eingetragen wird, bleibt offline.',
    'E-mail address. Without one the person stays offline.',
  ),
  'users.upsert/email': say(
    'E-Mail-Adresse. Eine bestätigte wird nicht ersetzt: email_confirmed.',
    'E-mail address. A confirmed one is not replaced: email_confirmed.',
  ),
  'users.changeEmail/email': say('Die neue Adresse; null nimmt die hinterlegte weg.', 'The new address; null takes the one on file away.'),
  'users.resetAccess/email': say('Neue Adresse im selben Schritt.', 'A new address in the same step.'),
  emailMasked: say(
    'Die Adresse verdeckt, wo die Person sie selbst eingegeben hat.',
    'The address in masked form, where its holder typed it.',
  ),
  firstName: say('Vorname.', 'First name.'),
  lastName: say('Nachname.', 'Last name.'),
  location: say('Standort.', 'Location.'),
  department: say('Abteilung.', 'Department.'),
  position: say('Position.', 'Position.'),
  locale: say(
    'Sprache für Mails und Ansichten, als BCP-47-Kürzel; null: die der Organisation.',
    "Language of mails and screens, a BCP 47 tag; null: the organisation's.",
  ),
  'flow.start/locale': say('Sprache der Ansichten, ein BCP-47-Kürzel.', 'Language of the screens, a BCP 47 tag.'),
  'flow.act/locale': say('Sprache der Ansichten, ein BCP-47-Kürzel.', 'Language of the screens, a BCP 47 tag.'),
  postalAddress: say('Postanschrift.', 'Postal address.'),
  street: say('Straße und Hausnummer.', 'Street and number.'),
  postcode: say('Postleitzahl.', 'Postcode.'),
  town: say('Ort.', 'Town.'),
  country: say('Land.', 'Country.'),
  endsAt: say(
    'Danach meldet sich niemand mehr mit diesem Konto an. Ein Tag endet in der Zeitzone der Organisation.',
    "After this moment nobody signs in with this account. A day ends in the organisation's time zone.",
  ),
  fields: say('Eigene Felder aus der Konfiguration, nach Schlüssel.', 'Own fields of the configuration, by key.'),
  // access and invitations
  access: say('Zugänge der Person.', 'What the person has access to.'),
  application: say('Schlüssel einer Anwendung aus der Konfiguration.', 'Key of an application of the configuration.'),
  'invitation.application': say('Die Anwendung, zu der zuletzt eingeladen wurde.', 'The application last invited to.'),
  role: say('Rolle in einer verwaltenden Anwendung.', 'Role in a managing application.'),
  pending: say('Wird mit der Aktivierung wirklich.', 'Becomes real with the activation.'),
  invite: say('Im selben Schritt per E-Mail einladen.', 'Invite by mail in the same step.'),
  validDays: say(
    'Tage, die die Einladung gilt; sonst policy.invitationDays.',
    'Days that the invitation lives; else policy.invitationDays.',
  ),
  message: say('Ein eigener Satz in der Mail, reiner Text.', 'One own sentence in the mail, plain text.'),
  initialPassword: say(
    'Statt des Links: "generate" schickt ein Initial-Passwort, ein eigenes übergeben Sie selbst.',
    'Instead of the link: "generate" mails an initial password, a chosen one is handed over by you.',
  ),
  value: say('Das gewählte Initial-Passwort; steht in keiner Mail.', 'The chosen initial password; stands in no mail.'),
  send: say('Den neuen Link gleich senden.', 'Mail the new link in the same step.'),
  'users.changeEmail/send': say('Was an die neue Adresse gleich gesendet wird.', 'What is mailed to the new address at once.'),
  invitation: say('Die offene Einladung; null, wenn keine offen ist.', 'The open invitation; null when none is.'),
  'users.list/invitation': say('Einladungen, die Aufmerksamkeit brauchen.', 'Invitations that need attention.'),
  'users.count/invitation': say('Einladungen, die Aufmerksamkeit brauchen.', 'Invitations that need attention.'),
  expired: say('Die Frist ist vorbei.', 'Its term is over.'),
  expiresAt: say('Ende der Gültigkeit.', 'When it ends.'),
  carriers: say('In welcher Form die Einladung das Haus verlassen hat.', 'In what form the invitation has left the house.'),
  kind: say('Die Form.', 'The form.'),
  by: say('Wer es war.', 'Who did it.'),
  delivery: say('Stand der letzten Mail; null, wenn keine gesendet wurde.', 'State of the last mail; null when none was sent.'),
  begunAt: say('Wann die Person zuerst damit begonnen hat.', 'When the person first began with it.'),
  allowedActions: say('Was Sie jetzt tun dürfen, nach Namen der Methoden.', 'What you may do now, by names of methods.'),
  blockedActions: say('Warum die anderen nicht offen sind, als Fehlercode.', 'Why the others are not open, as an error code.'),
  'users.deactivate/at': say('Wann die Sperre beginnt; sonst sofort.', 'When the block begins; else at once.'),
  reason: say('Grund, für den Verlauf.', 'The reason, for the trail.'),
  // lists and the trail
  search: say(
    'Ein oder zwei Buchstaben treffen Wortanfänge, ab drei überall in Name, Adresse und Nummer.',
    'One or two letters match the start of a word, three and more anywhere in name, address and number.',
  ),
  changedAfter: say('Nur, wer sich seither geändert hat.', 'Only who changed since.'),
  sort: say('Reihenfolge; sonst lastName.', 'Order; lastName when not given.'),
  after: say('next der Seite davor.', 'next of the page before.'),
  'events.list/after': say('id des letzten gelesenen Ereignisses.', 'id of the last event that was read.'),
  limit: say('Einträge auf einer Seite; sonst 50.', 'Entries of a page; 50 when not given.'),
  'events.list/limit': say('Einträge auf einer Seite; sonst 100.', 'Entries of a page; 100 when not given.'),
  types: say('Nur Ereignisse dieser Arten.', 'Only events of these types.'),
  'events.list/user': say('Nur Ereignisse zu dieser Person, genannt wie {ref}.', 'Only events about this person, named as {ref}.'),
  items: say('Die Einträge.', 'The entries.'),
  next: say('Als after für die nächste Seite; null am Ende.', 'Give it as after for the next page; null at the end.'),
  more: say('refine: so viele treffen zu, dass nur ein Teil angesehen wurde.', 'refine: so many match that only some were looked at.'),
  count: say('Die Anzahl.', 'How many.'),
  exact: say('Falsch ab 10.000: dann sind es mehr.', 'False from 10,000: then there are more.'),
  outcome: say('Was geschehen ist.', 'What happened.'),
  user: say('Die Person.', 'The person.'),
  type: say('Art des Ereignisses.', 'Type of the event.'),
  at: say('Wann.', 'When.'),
  userId: say('Um wen es geht; null, wenn um niemanden.', 'Whom it concerns; null when nobody.'),
  actor: say('Wer gehandelt hat.', 'Who acted.'),
  data: say('Einzelheiten.', 'The details.'),
  // sessions and flows
  code: say('Der Code, mit dem die Anmeldung endete: einmal, 60 Sekunden.', 'The code that the sign-in ended with: once, 60 seconds.'),
  verifier: say('Der Prüfwert zur Challenge (RFC 7636).', 'The verifier of the challenge (RFC 7636).'),
  origin: say('Ursprung der Seite, auf der die Anmeldung lief.', 'Origin of the page that the sign-in ran on.'),
  sessionSecret: say('Das Geheimnis der Sitzung, für das eigene Cookie.', "The session's secret, for a cookie of your own."),
  session: say('Die Sitzung; null, wenn sie beendet ist.', 'The session; null when it has ended.'),
  ended: say('Falsch, wenn sie schon beendet war.', 'False when it had ended before.'),
  accessToken: say('Bearer-Token; null, wenn niemand angemeldet ist.', 'Bearer token; null when nobody is signed in.'),
  begin: say('Womit der Ablauf beginnt.', 'Where the flow begins.'),
  link: say(
    'Das Token eines Links aus dem Pfad /l/<token>; es wird angesehen, nicht verbraucht.',
    'The token of a link from the path /l/<token>; looked at, not used up.',
  ),
  continuation: say('Übergabe von der Seite dieses Servers, 5 Minuten gültig.', "Handed on by this server's landing page, for 5 minutes."),
  request: say('Die versiegelte Anfrage einer Anmeldung über /authorize.', 'The sealed request of a sign-in that began at /authorize.'),
  codeChallenge: say(
    'S256-Challenge einer Seite, die eine eigene Sitzung erhält (RFC 7636).',
    'S256 challenge of a page that gets a session of its own (RFC 7636).',
  ),
  token: say('Das Token der letzten Antwort; 30 Minuten gültig.', 'The token of the last answer; for 30 minutes.'),
  action: say('Eine Aktion des Schritts, oder resume.', 'An action of the step, or resume.'),
  input: say('Eingaben der Aktion.', 'Input of the action.'),
  step: say('Der Schritt, der jetzt an der Reihe ist.', 'The step that is due now.'),
  name: say('Name.', 'Name.'),
  'step.data': say('Was die Ansicht dieses Schritts wissen muss.', "What the step's screen is told."),
  progress: say('Platz dieses Schritts auf dem Weg; null außerhalb.', 'Place of this step on the way; null outside of it.'),
  index: say('Der wievielte Schritt.', 'Which step it is.'),
  total: say('Wie viele Schritte.', 'How many steps.'),
  steps: say('Namen der Schritte.', 'Names of the steps.'),
  organisation: say('Die Organisation, wie Ansichten sie zeigen.', 'The organisation as screens show it.'),
  logo: say('Adresse des Logos.', 'Address of the logo.'),
  accent: say('Akzentfarben mit ausreichendem Kontrast.', 'Accent colours with sufficient contrast.'),
  light: say('Für hellen Grund.', 'For light surfaces.'),
  dark: say('Für dunklen Grund.', 'For dark surfaces.'),
  onLight: say('Schrift auf light.', 'Text on light.'),
  onDark: say('Schrift auf dark.', 'Text on dark.'),
  linkLight: say('Für Links auf hellem Grund.', 'For links on light surfaces.'),
  linkDark: say('Für Links auf dunklem Grund.', 'For links on dark surfaces.'),
  timeZone: say('Zeitzone, in der Fristen genannt werden.', 'Time zone that deadlines are told in.'),
  contact: say('An wen sich Menschen wenden, wenn nichts anderes hilft.', 'Whom people turn to when nothing else helps.'),
  key: say('Schlüssel.', 'Key.'),
  url: say('Eigene Adresse.', 'Its own address.'),
  continueAt: say('Adresse der Anwendung, auf der es weitergeht.', "The application's page where it goes on."),
}

/** `null` for a field that nobody described. `scope` is an operation or a shape. */
export const fieldMeaning = (scope: string, path: string, locale: Locale): string | null => {
  const name = path.slice(path.lastIndexOf('.') + 1)
  const found = [`${scope}/${path}`, path, name].find((key) => Object.hasOwn(meanings, key))
  return found === undefined ? null : (meanings[found]?.[locale] ?? null)
}
