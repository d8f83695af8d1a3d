// What the fields of previews and of an import's campaign mean, in each language.

import type { Locale } from '../text.ts'

const say = (de: string, en: string): Readonly<Record<Locale, string>> => ({ de, en })

/** As in the other tables: by `operation/path`, by path, or by name. */
export const previewMeanings: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  'previews.mail/kind': say('Welche Mail.', 'Which mail.'),
  'previews.page/kind': say('Welche Mail, oder das Infoblatt (sheet).', 'Which mail, or the info sheet (sheet).'),
  'previews.sendTest/kind': say('Welche Mail.', 'Which mail.'),
  'previews.mail.answer/kind': say('Welche Mail.', 'Which mail.'),
  with: say('Was in der Einladung steht: Link oder Initial-Passwort.', 'What stands in the invitation: a link or an initial password.'),
  'previews.mail/importId': say('Wie für die erste Person dieses Imports.', 'As for the first person of this import.'),
  'previews.page/importId': say('Wie für die erste Person dieses Imports.', 'As for the first person of this import.'),
  'previews.mail/user': say('Wie für diese Person.', 'As for this person.'),
  'previews.page/user': say('Wie für diese Person.', 'As for this person.'),
  'previews.mail/locale': say('Sprache; sonst die der Person.', "Language; else the person's."),
  'previews.page/locale': say('Sprache; sonst die der Person.', "Language; else the person's."),
  'previews.sendTest/locale': say('Sprache; sonst die eigene.', "Language; else the caller's own."),
  'previews.mail.answer/locale': say('Sprache der Mail.', 'Language of the mail.'),
  'previews.mail.answer/from': say('Absender.', 'Sender.'),
  'previews.mail.answer/userId': say('Wessen Mail es wäre; null: ein Muster.', 'Whose mail it would be; null: somebody made up.'),
  'previews.mail.answer/name': say('Wie die Person heißt.', 'What the person is called.'),
  'previews.mail.answer/subject': say('Betreff.', 'Subject.'),
  'previews.mail.answer/text': say('Der Text ohne Gestaltung.', 'The text without markup.'),
  'previews.sendTest.answer/to': say('Die eigene Adresse.', "The caller's own address."),
  what: say(
    'people: löscht, wer nie aktiv war; leavers: holt zurück, wen die vollständige Datei gesperrt hat.',
    'people: erases whoever was never active; leavers: brings back whom the complete file deactivated.',
  ),
  'imports.campaign.answer/at': say('Wann gezählt wurde.', 'When this was counted.'),
  days: say('Der Stand am Ende jedes Tages.', 'What stood at the end of each day.'),
  day: say('Der Tag.', 'The day.'),
  locations: say('Nach Standort.', 'By location.'),
  departments: say('Nach Abteilung.', 'By department.'),
  'imports.campaign.answer/next': say('Was zu tun bleibt.', 'What is left to do.'),
  'next.rows': say('Nicht geschriebene Zeilen.', 'Rows that were not written.'),
  'next.sheets': say('Ohne Adresse und ohne Infoblatt.', 'Without an address and without a sheet.'),
  'next.onPaper': say('Auf Papier eingeladen und nicht online.', 'Invited on paper and not online.'),
  'next.waiting': say('Mails, die noch warten.', 'Mails that still wait.'),
  'next.bounced': say('Adressen, von denen eine Mail zurückkam.', 'Addresses that a mail came back from.'),
  'next.refused': say('„Nicht für mich“ gemeldet.', '"Not for me" was reported.'),
  'next.expired': say('Die Einladung ist abgelaufen.', 'The invitation has expired.'),
  'next.notInvited': say('Mit Adresse, noch nie eingeladen.', 'With an address, never invited.'),
  'next.lastDays': say('Mit einem letzten Tag, der noch kommt.', 'With a last day that is still to come.'),
  'next.leavers': say(
    'Gesperrt, weil die vollständige Datei sie nicht mehr hatte.',
    'Deactivated because the complete file had them no more.',
  ),
}
