// Why a row is not written, or what is to be known about it, in each language.

import type { RowFaultCode, RowReason } from '@foyer/core'
import { errorTexts, issueTexts } from '../http/error-texts.ts'
import type { Locale } from '../text.ts'

type Words = Record<Locale, string>

/** What errors and faults of an input have no words for, or where a row wants others. */
const reasons: Readonly<Record<string, Words>> = {
  external_id_missing: {
    de: 'Ohne Personalnummer ist nicht klar, wer gemeint ist.',
    en: 'Without an external id it is not clear who is meant.',
  },
  external_id_differs: {
    de: 'Diese Person hat schon eine andere Personalnummer. Wenn sie sich geändert hat, ändern Sie sie zuerst bei der Person.',
    en: 'This person has another external id already. If it has changed, change it on the person first.',
  },
  external_id_twice: { de: 'Diese Personalnummer steht mehrmals in der Datei.', en: 'This external id is in the file more than once.' },
  email_twice: {
    de: 'Diese E-Mail-Adresse steht mehrmals in der Datei. Jede Person braucht eine eigene; lassen Sie sie bei den anderen leer.',
    en: 'This email address is in the file more than once. Everybody needs their own; leave it blank for the others.',
  },
  email_confirmed: {
    de: 'Auf dem Konto steht eine andere, bestätigte E-Mail-Adresse. Nur die Person selbst kann sie ändern.',
    en: 'The account has another address that is confirmed. Only the person can change it.',
  },
  external_id_zeros: {
    de: 'Auf dem Konto beginnt diese Personalnummer mit Nullen; Excel hat sie wohl entfernt.',
    en: 'On file this external id begins with zeros; Excel has probably removed them.',
  },
  excel_number: {
    de: 'Excel hat aus einer langen Nummer etwas wie 4,9E+11 gemacht; die Ziffern fehlen. Formatieren Sie die Spalte als Text und tragen Sie die Nummer neu ein.',
    en: 'Excel has made something like 4.9E+11 of a long number; its digits are gone. Format the column as text and enter the number anew.',
  },
  excel_date: {
    de: 'Excel hat aus einer Nummer ein Datum gemacht. Formatieren Sie die Spalte als Text und tragen Sie die Nummer neu ein.',
    en: 'Excel has made a date of a number. Format the column as text and enter the number anew.',
  },
  excel_error: {
    de: 'Statt eines Werts steht hier eine Fehlermeldung der Tabelle.',
    en: 'An error of the spreadsheet stands here in place of a value.',
  },
  name_unreadable: {
    de: 'Dieser Name lässt sich nicht in Nachname und Vorname teilen. Gut ist: Müller, Jürgen.',
    en: 'This name cannot be parted into last and first name. Good is: Miller, James.',
  },
  address_incomplete: {
    de: 'Zu einer Anschrift gehören Straße, Postleitzahl und Ort.',
    en: 'An address needs street, postcode and town.',
  },
  address_unreadable: {
    de: 'Diese Anschrift lässt sich nicht zerlegen. Gut ist: Straße 1, 50667 Köln.',
    en: 'This address cannot be taken apart. Good is: Street 1, 50667 Town.',
  },
  locale_unknown: {
    de: 'Diese Sprache ist nicht bekannt. Gut ist: Deutsch oder de.',
    en: 'This language is not known. Good is: German or de.',
  },
  password_too_short: { de: 'Dieses Initial-Passwort ist zu kurz.', en: 'This initial password is too short.' },
  password_too_long: { de: 'Dieses Initial-Passwort ist zu lang.', en: 'This initial password is too long.' },
  password_common: {
    de: 'Dieses Initial-Passwort ist zu verbreitet. Gut sind mehrere Wörter, die nichts verbindet.',
    en: 'This initial password is too common. Good are several words that have nothing in common.',
  },
  password_personal: {
    de: 'Dieses Initial-Passwort enthält zu viel von der Person oder der Organisation.',
    en: 'This initial password has too much of the person or the organisation in it.',
  },
  status_unknown: { de: 'Der Status ist aktiv oder inaktiv.', en: 'The status is active or inactive.' },
  invalid_date: { de: 'Das ist kein Datum. Gut ist: 31.12.2026.', en: 'This is no date. Good is: 2026-12-31.' },
  date_ambiguous: {
    de: 'Bei diesem Datum sind Tag und Monat nicht zu unterscheiden. Gut ist: 31.12.2026.',
    en: 'Day and month of this date cannot be told apart. Good is: 2026-12-31.',
  },
  too_many_cells: {
    de: 'Die Zeile hat mehr Zellen als die Kopfzeile. Vielleicht steht ein Trennzeichen im Text; dann gehört er in Anführungszeichen.',
    en: 'The row has more cells than the header. Perhaps a text has the separator in it; then it belongs in quotes.',
  },
  initial_password_ignored: {
    de: 'Das Initial-Passwort wurde nicht verwendet: Diese Person wird jetzt nicht eingeladen.',
    en: 'The initial password was not used: this person is not invited now.',
  },
  initial_password_without_email: {
    de: 'Das Initial-Passwort wurde nicht verwendet: Es fehlt die E-Mail-Adresse, mit der man sich damit anmeldet.',
    en: 'The initial password was not used: the email address to sign in with is missing.',
  },
  not_on_file: {
    de: 'Nicht mehr dabei und hier nicht bekannt: nichts zu tun.',
    en: 'No longer with you and not known here: nothing to do.',
  },
  changed_meanwhile: {
    de: 'Seit der Vorschau hat sich diese Person geändert. Sie wurde nicht überschrieben.',
    en: 'This person has changed since the preview and was not overwritten.',
  },
  import_cancelled: {
    de: 'Nicht mehr ausgeführt: Der Import wurde vorher angehalten.',
    en: 'Not done any more: the import was stopped before.',
  },
  required: { de: 'Diese Angabe lässt sich nicht leeren.', en: 'This detail cannot be cleared.' },
  last_owner: { de: 'Das ist die letzte Person mit der Rolle Inhaber.', en: 'This is the last owner.' },
  role_too_low: {
    de: 'Diese Person hat eine höhere Rolle als Sie. Ein Import ändert sie nicht.',
    en: "This person's role is above yours. An import does not change them.",
  },
}

/** @param column the header of the column at fault, where the file has it */
export const reasonView = (reason: RowReason, column: string | null, locale: Locale) => {
  const words = wordsOf(reason.code)[locale]
  const lines = reason.lines ?? []
  const also = lines.length === 0 ? '' : ` ${locale === 'de' ? 'Auch in Zeile' : 'Also in line'} ${lines.join(', ')}.`
  return { column: column ?? reason.field, code: reason.code, message: `${words}${also}` }
}

export const faultText = (code: RowFaultCode | RowReason['code'], locale: Locale): string => wordsOf(code)[locale]

const wordsOf = (code: string): Words =>
  reasons[code] ?? issueTexts[code] ?? (Object.hasOwn(errorTexts, code) ? errorTexts[code as keyof typeof errorTexts] : errorTexts.internal)
