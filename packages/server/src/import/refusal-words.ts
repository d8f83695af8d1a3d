// Why a file cannot be read, in each language: what it is, and what to do.

import type { FileFaultCode } from '@foyer/core'
import type { Locale } from '../text.ts'
import type { BytesFaultCode } from './decode-bytes.ts'
import type { SpreadsheetFaultCode } from './spreadsheet/spreadsheet-fault.ts'

export type FileRefusal =
  | FileFaultCode
  | BytesFaultCode
  | SpreadsheetFaultCode
  | 'file_empty'
  | 'file_to_hold'
  | 'file_header_unknown'
  | 'file_key_missing'
  | 'file_column_unknown'
  | 'file_too_many_rows'
  | 'file_too_large'

type Words = Record<Locale, string>

const asWorkbook: Words = {
  de: 'Öffnen Sie sie in Excel und wählen Sie Datei, Speichern unter und den Typ „Excel-Arbeitsmappe (.xlsx)“.',
  en: 'Open it in Excel and choose File, Save As and the type "Excel Workbook (.xlsx)".',
}
const asCsv: Words = {
  de: 'Oder als CSV: Datei, Speichern unter, „CSV UTF-8 (durch Trennzeichen getrennt)“; in LibreOffice „Text CSV“.',
  en: 'Or as CSV: File, Save As, "CSV UTF-8 (Comma delimited)"; in LibreOffice "Text CSV".',
}

const refusals: Record<FileRefusal, Record<Locale, string>> = {
  file_is_spreadsheet: {
    de: `Das ist eine Tabelle in einem Format, das hier nicht gelesen wird. ${asWorkbook.de} ${asCsv.de}`,
    en: `This is a spreadsheet in a format that is not read here. ${asWorkbook.en} ${asCsv.en}`,
  },
  file_to_hold: {
    de: 'Eine Excel-Datei (.xlsx) wird ganz gesendet, bevor sie angesehen wird: Legen Sie einen Import mit hold: true an, senden Sie sie an /api/imports/{id}/content und lesen Sie /api/imports/{id}/inspection.',
    en: 'An Excel file (.xlsx) is sent whole before it is looked at: create an import with hold: true, send the file to /api/imports/{id}/content and read /api/imports/{id}/inspection.',
  },
  file_is_xls: {
    de: `Das ist eine ältere Excel-Datei (.xls) oder eine mit Kennwort. ${asWorkbook.de}`,
    en: `This is an older Excel file (.xls), or one with a password. ${asWorkbook.en}`,
  },
  file_is_protected: {
    de: 'Diese Datei ist mit einem Kennwort geschützt. Öffnen Sie sie in Excel, wählen Sie Datei, Informationen, Arbeitsmappe schützen, Mit Kennwort verschlüsseln, leeren Sie das Feld und speichern Sie sie.',
    en: 'A password protects this file. Open it in Excel, choose File, Info, Protect Workbook, Encrypt with Password, empty the field and save it.',
  },
  file_has_macros: {
    de: `Diese Datei kann Makros ausführen (.xlsm) und wird deshalb nicht geöffnet. ${asWorkbook.de}`,
    en: `This file can run macros (.xlsm) and is not opened for that reason. ${asWorkbook.en}`,
  },
  file_damaged: {
    de: `Diese Tabelle lässt sich nicht lesen; vielleicht kam sie nicht ganz an. ${asWorkbook.de}`,
    en: `This spreadsheet cannot be read; perhaps it did not arrive whole. ${asWorkbook.en}`,
  },
  file_spreadsheet_too_large: {
    de: `Tabellen werden bis 50 MB gelesen, CSV-Dateien bis 1 GB. ${asCsv.de}`,
    en: `Spreadsheets are read up to 50 MB, CSV files up to 1 GB. ${asCsv.en}`,
  },
  file_unpacks_too_large: {
    de: `Ausgepackt ist diese Tabelle größer als 200 MB. ${asCsv.de}`,
    en: `Unpacked, this spreadsheet is larger than 200 MB. ${asCsv.en}`,
  },
  file_sheet_too_long: {
    de: `Tabellen werden bis 50.000 Zeilen gelesen, CSV-Dateien bis 1.000.000. ${asCsv.de}`,
    en: `Spreadsheets are read up to 50,000 rows, CSV files up to 1,000,000. ${asCsv.en}`,
  },
  file_sheet_unnamed: {
    de: 'In dieser Datei haben mehrere Tabellenblätter einen Inhalt. Bitte sagen Sie, welches gemeint ist.',
    en: 'Several sheets of this file have something in them. Please say which one is meant.',
  },
  file_sheet_unknown: { de: 'Dieses Tabellenblatt gibt es in der Datei nicht.', en: 'The file has no such sheet.' },
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
