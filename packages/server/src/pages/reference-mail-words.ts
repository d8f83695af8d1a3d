// What the fields of mails and of providers' webhooks mean.

import type { Locale } from '../text.ts'

type Meaning = Readonly<Record<Locale, string>>

const say = (de: string, en: string): Meaning => ({ de, en })

export const mailMeanings: Readonly<Record<string, Meaning>> = {
  mailStop: say(
    'Warum an die hinterlegte Adresse nichts mehr gesendet wird; null, wo gesendet werden darf.',
    'Why nothing is mailed to the address on file; null where mails may go.',
  ),
  because: say('Kam zurück, als unerwünscht gemeldet, oder nicht gemeint.', 'Came back, reported as unwanted, or not meant.'),
  refused: say('Unter der Adresse ist jemand nicht gemeint.', 'Somebody at the address is not meant.'),
  'mails.list/userId': say('Nur Mails an diese Person, nach id.', 'Only mails to this person, by id.'),
  'mails.list/state': say('Nur Mails in diesem Zustand, oder in einem von mehreren.', 'Only mails in this state, or in one of several.'),
  'mails.list/kind': say('Nur Mails dieser Art, oder einer von mehreren.', 'Only mails of this kind, or of one of several.'),
  'mails.list.answer/items.userId': say('Wem sie galt.', 'Whom it was for.'),
  'mails.list.answer/items.name': say('Wie die Person jetzt heißt.', 'As the person is called now.'),
  'mails.list.answer/items.kind': say('Art der Mail.', 'Kind of the mail.'),
  'mails.list.answer/items.state': say('Was aus ihr wurde; geht nie zurück.', 'What became of it; never goes back.'),
  toOtherAddress: say('Sie ging an eine andere als die hinterlegte Adresse.', 'It went to another address than the one on file.'),
  queuedAt: say('Wann sie veranlasst wurde.', 'When it was queued.'),
  sentAt: say('Wann der Versender sie annahm.', 'When the provider took it.'),
  stateAt: say('Seit wann sie in diesem Zustand ist.', 'Since when it is in this state.'),
  'mails.list.answer/items.reason': say(
    'Worte des Versenders, gekürzt und ohne Adressen.',
    "The provider's words, shortened and without addresses.",
  ),
  signature: say('Womit Mailgun unterschreibt.', 'What Mailgun signs with.'),
  'signature.timestamp': say('Sekunden seit 1970; höchstens neun Stunden alt.', 'Seconds since 1970; nine hours old at most.'),
  'signature.token': say('Gilt einmal.', 'Counts once.'),
  'signature.signature': say('HMAC-SHA-256 über Zeitpunkt und Token.', 'HMAC-SHA-256 over timestamp and token.'),
  'event-data': say('Das Ereignis, wie Mailgun es beschreibt.', 'The event as Mailgun describes it.'),
  'event-data.event': say(
    'delivered, failed oder complained; andere ändern nichts.',
    'delivered, failed or complained; others change nothing.',
  ),
  'event-data.severity': say('permanent oder temporary.', 'permanent or temporary.'),
  'event-data.reason': say('Mailguns Grund.', "Mailgun's reason."),
  'event-data.message': say('Die Mail.', 'The mail.'),
  headers: say('Kopfzeilen der Mail.', 'Headers of the mail.'),
  'message-id': say('Ihre Message-Id, wo die Variablen fehlen.', 'Its Message-Id, where the variables are gone.'),
  'user-variables': say('Womit die Mail hinausging: der zufällige Name.', 'What the mail went out with: its random name.'),
  'delivery-status': say('Antwort des Postfachs.', "The mailbox's answer."),
  'event-data.delivery-status.code': say('SMTP-Code.', 'SMTP code.'),
  'event-data.delivery-status.message': say('Seine Worte.', 'Its words.'),
  'event-data.delivery-status.description': say('Worte, wo message leer ist.', 'Words, where message is empty.'),
  recorded: say('Falsch: um keine unserer Mails, oder nichts Neues.', 'False: about no mail of ours, or nothing new.'),
}
