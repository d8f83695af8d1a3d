// Why a file cannot be read, in each language: what it is, and what to do.

import type { Locale } from '../text.ts'
import type { FileRefusal } from './read-piece.ts'

const refusals: Record<FileRefusal, Record<Locale, string>> = {
  file_is_spreadsheet: {
    de: 'Das ist eine Tabelle (etwa .xlsx), keine CSV-Datei. Öffnen Sie sie in Excel, wählen Sie Datei, Speichern unter und den Typ „CSV UTF-8 (durch Trennzeichen getrennt)“. In LibreOffice: Datei, Speichern unter, „Text CSV“.',
    en: 'This is a spreadsheet (such as .xlsx), not a CSV file. Open it in Excel, choose File, Save As and the type "CSV UTF-8 (Comma delimited)". In LibreOffice: File, Save As, "Text CSV".',
  },
  file_is_binary: {
    de: 'Das ist keine Textdatei. Bitte speichern Sie die Liste als CSV.',
    en: 'This is not a text file. Please save the list as CSV.',
  },
  file_encoding_mixed: {
    de: 'Die Datei ist teils UTF-8 und teils etwas anderes, so dass Umlaute verloren gingen. Bitte speichern Sie sie neu als „CSV UTF-8“.',
    en: 'The file is partly UTF-8 and partly something else, so letters would be lost. Please save it anew as "CSV UTF-8".',
  },
  file_empty: { de: 'In der Datei stehen keine Personen.', en: 'There are no people in the file.' },
  file_header_unknown: {
    de: 'Die erste Zeile nennt keine bekannte Spalte. Sie braucht Überschriften wie Personalnummer, E-Mail, Vorname, Nachname; die Vorlage zeigt alle.',
    en: 'The first line names no column that is known. It needs headers such as External ID, Email, First name, Last name; the template shows all.',
  },
  file_key_missing: {
    de: 'Es fehlt die Spalte, an der Personen wiedererkannt werden: Personalnummer. Benennen Sie eine Spalte so, ordnen Sie sie zu, oder lassen Sie Personen an der E-Mail-Adresse erkennen.',
    en: 'The column by which people are recognised is missing: External ID. Give a column that name, assign it, or have people recognised by their address.',
  },
  file_column_unknown: {
    de: 'Die Zuordnung nennt eine Spalte, die nicht in der Datei ist, oder ein Feld, das es nicht gibt.',
    en: 'The assignment names a column that is not in the file, or a field that does not exist.',
  },
  file_line_too_long: {
    de: 'Eine Zeile ist länger als 65.536 Zeichen. Vielleicht schließt ein Anführungszeichen nicht.',
    en: 'A line is longer than 65,536 characters. Perhaps a quote does not close.',
  },
  file_cell_too_long: { de: 'Eine Zelle ist länger als 10.000 Zeichen.', en: 'A cell is longer than 10,000 characters.' },
  file_too_many_columns: { de: 'Die Datei hat mehr als 200 Spalten.', en: 'The file has more than 200 columns.' },
  file_quote_open: {
    de: 'Ein Anführungszeichen wird geöffnet und nicht geschlossen.',
    en: 'A quote is opened and never closed.',
  },
  file_too_many_rows: {
    de: 'Die Datei hat mehr als 1.000.000 Zeilen. Bitte teilen Sie sie.',
    en: 'The file has more than 1,000,000 rows. Please divide it.',
  },
  file_too_large: { de: 'Die Datei ist größer als 1 GB. Bitte teilen Sie sie.', en: 'The file is larger than 1 GB. Please divide it.' },
}

export const refusalText = (reason: string, line: number | null, locale: Locale): string => {
  const words = Object.hasOwn(refusals, reason) ? refusals[reason as FileRefusal] : refusals.file_is_binary
  if (line === null) return words[locale]
  return `${words[locale]} ${locale === 'de' ? `(Zeile ${line})` : `(line ${line})`}`
}
