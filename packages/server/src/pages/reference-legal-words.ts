// What the fields of legal documents mean, in each language.

import type { Locale } from '../text.ts'

const say = (de: string, en: string): Readonly<Record<Locale, string>> => ({ de, en })

const fassung = say('Fassung.', 'Version of the document.')
const onlyVersion = say('Nur diese Fassung.', 'Only this version.')
const shownIn = say(
  'Sprache des gezeigten Textes; null, wenn sie nicht festgehalten wurde.',
  'Language of the text that was shown; null where it was not taken down.',
)

/** As in the other tables: by `operation/path`, by path, or by name. */
export const legalMeanings: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  'legal.documents.answer/at': say('Wann gezählt wurde.', 'When this was counted.'),
  'legal.documents.answer/items.version': say(
    'Die geltende Fassung; null, wenn es nicht mehr in der Konfiguration steht.',
    'The present version; null when it is no longer in the configuration.',
  ),
  'legal.documents.answer/items.applications': say('Anwendungen, die danach fragen.', 'Applications that ask for it.'),
  optional: say('Freiwillig: hält niemanden auf und kann widerrufen werden.', 'Optional: holds nobody up, and can be taken back.'),
  texts: say('Die Texte, die gezeigt werden, je Sprache.', 'The texts that are shown, by language.'),
  'items.versions.texts': say('Die Texte, denen zugestimmt wurde.', 'The texts that were agreed to.'),
  sha256: say('Hash des gezeigten Textes; null bei Seiten anderswo.', 'Hash of the text that was shown; null for pages elsewhere.'),
  accepted: say('Wie viele zugestimmt haben.', 'How many agreed.'),
  missing: say(
    'Wie viele online sind und der geltenden Fassung noch zustimmen müssen.',
    'How many are online and still have to agree to the present version.',
  ),
  versions: say('Die Fassungen, die geltende zuerst.', 'The versions, the present one first.'),
  withdrawn: say('Wie viele widerrufen haben.', 'How many took it back.'),
  firstAt: say('Die erste Zustimmung.', 'The first agreement.'),
  lastAt: say('Die letzte Zustimmung.', 'The last agreement.'),
  'items.versions.version': fassung,
  'items.versions.accepted': say('Wie oft zugestimmt wurde.', 'How often it was agreed to.'),
  'items.entry.version': fassung,
  'legal.entries/version': onlyVersion,
  'legal.export/version': onlyVersion,
  'legal.entries.answer/items.version': fassung,
  'legal.entries.answer/items.locale': shownIn,
  'items.entry.locale': shownIn,
  'legal.entries.answer/items.at': say('Wann es gesagt wurde.', 'When it was said.'),
  'legal.documents.answer/items.texts.locale': say('Sprache des Textes.', 'Language of the text.'),
  'legal.people/state': say(
    'Wer zugestimmt hat (accepted), noch muss (missing) oder widerrufen hat (withdrawn).',
    'Who agreed (accepted), still has to (missing), or took it back (withdrawn).',
  ),
  'legal.people/version': say(
    'Bei accepted: eine andere Fassung als die geltende.',
    'With accepted: another version than the present one.',
  ),
  'legal.people/key': say('Das Dokument, nach seinem Schlüssel.', 'The document, by its key.'),
  entry: say('Der letzte Eintrag zu diesem Dokument; null, wenn es keinen gibt.', 'The last entry about this document; null without one.'),
  act: say('Zugestimmt oder widerrufen.', 'Agreed, or taken back.'),
  channel: say(
    'Wo: bei der Aktivierung, bei der Anmeldung oder im eigenen Konto.',
    'Where: at activation, at sign-in, or in the own account.',
  ),
  document: say('Das Dokument, nach seinem Schlüssel.', 'The document, by its key.'),
  'legal.entries/user': say('Nur diese Person, genannt wie {ref}.', 'Only this person, named as {ref}.'),
  'legal.export/user': say('Nur diese Person, genannt wie {ref}.', 'Only this person, named as {ref}.'),
  'legal.export/locale': say('Sprache der Datei.', 'Language of the file.'),
}
