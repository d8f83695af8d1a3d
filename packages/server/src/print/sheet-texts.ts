// The words on an info sheet, in each language.

import { toApplicationDe } from '../mail/german-application.ts'
import type { Locale } from '../text.ts'

export interface SheetTexts {
  title(application: string): string
  recoveryTitle: string
  lead(organisation: string): string
  recoveryLead(organisation: string): string
  scan: string
  scanHow: string
  email: string
  emailHow: string
  emailHowOrNumber: string
  password: string
  passwordHow: string
  signIn: string
  signInHow(number: string | null): string
  orType: string
  codeAt: string
  have: string
  haveDevice: string
  haveEmail: string
  haveEmailOrNot: string
  haveAnswer(what: string): string
  app: string
  appWeb: string
  until: string
  help: string
  personal: string
  replaces: string
  number: string
  qrAlt: string
  storeAlt(store: string): string
  documentTitle(application: string): string
  listTitle: string
  listLead(application: string): string
  listName: string
  listNumber: string
  listDepartment: string
  listSigned: string
  listPlace(location: string): string
  listNoPlace: string
  page(index: number): string
  unprintable: string
  unprintableLead: string
  empty: string
  /** For sheets that are only looked at. */
  sample: string
}

const de: SheetTexts = {
  title: (application) => `Ihr Zugang ${toApplicationDe(application)}`,
  recoveryTitle: 'Neues Passwort festlegen',
  lead: (organisation) => `${organisation} lädt Sie ein. In drei Schritten richten Sie Ihr Konto selbst ein.`,
  recoveryLead: (organisation) => `${organisation} hilft Ihnen wieder in Ihr Konto. Ihr altes Passwort gilt, bis Sie ein neues festlegen.`,
  scan: 'QR-Code scannen',
  scanHow: 'Richten Sie die Kamera Ihres Handys auf den QR-Code, und öffnen Sie den Link.',
  email: 'E-Mail-Adresse bestätigen',
  emailHow: 'Geben Sie Ihre Adresse an. Sie erhalten dort einen Code und tippen ihn ein.',
  emailHowOrNumber: 'Geben Sie Ihre Adresse an, und tippen Sie den Code aus der E-Mail ein. Ohne Adresse geht es mit Ihrer Nummer weiter.',
  password: 'Passwort festlegen',
  passwordHow: 'Wählen Sie ein eigenes Passwort. Damit melden Sie sich künftig an.',
  signIn: 'Anmelden',
  signInHow: (number) =>
    number === null
      ? 'Melden Sie sich mit Ihrer Nummer und dem neuen Passwort an.'
      : `Melden Sie sich als ${number} mit dem neuen Passwort an.`,
  orType: 'Ohne Kamera: diesen Code eintippen',
  codeAt: 'auf',
  have: 'Das brauchen Sie',
  haveDevice: 'Handy, Tablet oder Computer mit Internet',
  haveEmail: 'eine E-Mail-Adresse, deren Postfach Sie jetzt öffnen können',
  haveEmailOrNot: 'wenn Sie eine haben: eine E-Mail-Adresse, deren Postfach Sie öffnen können',
  haveAnswer: (what) => `für eine Rückfrage: ${what}`,
  app: 'So bekommen Sie die App',
  appWeb: 'So geht es danach weiter',
  until: 'Gültig bis',
  help: 'Fragen?',
  personal: 'Dieses Blatt ist nur für Sie bestimmt. Geben Sie es niemandem.',
  replaces: 'Dieses Blatt ersetzt ein früheres. Das alte gilt nicht mehr.',
  number: 'Nummer',
  qrAlt: 'QR-Code: führt auf Ihre persönliche Seite',
  storeAlt: (store) => `QR-Code: führt zu ${store}`,
  documentTitle: (application) => `Infoblätter: ${application}`,
  listTitle: 'Ausgabeliste',
  listLead: (application) => `Infoblätter zu ${application}. Bitte beim Aushändigen unterschreiben lassen.`,
  listName: 'Name',
  listNumber: 'Nummer',
  listDepartment: 'Abteilung',
  listSigned: 'Erhalten am, Unterschrift',
  listPlace: (location) => `Standort ${location}`,
  listNoPlace: 'Ohne Standort',
  page: (index) => `Seite ${index}`,
  unprintable: 'Namen mit anderen Schriftzeichen',
  unprintableLead: 'Diese Zeichen sind in der Schrift nicht enthalten. Bitte ergänzen Sie die Namen von Hand:',
  empty: 'Für diese Auswahl ist kein Infoblatt zu drucken.',
  sample: 'Muster: QR-Code und Code auf diesem Blatt öffnen nichts.',
}

const en: SheetTexts = {
  title: (application) => `Your access to ${application}`,
  recoveryTitle: 'Choose a new password',
  lead: (organisation) => `${organisation} invites you. You set up your account yourself, in three steps.`,
  recoveryLead: (organisation) => `${organisation} helps you back into your account. Your old password holds until you choose a new one.`,
  scan: 'Scan the QR code',
  scanHow: "Point your phone's camera at the QR code, and open the link.",
  email: 'Confirm your email address',
  emailHow: 'Give your address. You get a code there, and type it in.',
  emailHowOrNumber: 'Give your address, and type in the code from the mail. Without an address you go on by your number.',
  password: 'Choose a password',
  passwordHow: 'Choose a password of your own. You sign in with it from then on.',
  signIn: 'Sign in',
  signInHow: (number) =>
    number === null ? 'Sign in with your number and the new password.' : `Sign in as ${number} with the new password.`,
  orType: 'No camera? Type this code',
  codeAt: 'at',
  have: 'What you need',
  haveDevice: 'a phone, tablet or computer with internet',
  haveEmail: 'an email address whose mailbox you can open now',
  haveEmailOrNot: 'if you have one: an email address whose mailbox you can open',
  haveAnswer: (what) => `for one question: ${what}`,
  app: 'How to get the app',
  appWeb: 'Where it goes on',
  until: 'Valid until',
  help: 'Questions?',
  personal: 'This sheet is for you alone. Give it to nobody.',
  replaces: 'This sheet replaces an earlier one, which is no longer valid.',
  number: 'Number',
  qrAlt: 'QR code: leads to your personal page',
  storeAlt: (store) => `QR code: leads to ${store}`,
  documentTitle: (application) => `Info sheets: ${application}`,
  listTitle: 'Hand-out list',
  listLead: (application) => `Info sheets for ${application}. Please have each one signed for.`,
  listName: 'Name',
  listNumber: 'Number',
  listDepartment: 'Department',
  listSigned: 'Received on, signature',
  listPlace: (location) => `Location ${location}`,
  listNoPlace: 'No location',
  page: (index) => `Page ${index}`,
  unprintable: 'Names in other scripts',
  unprintableLead: 'These characters are not in the font. Please complete the names by hand:',
  empty: 'There is no info sheet to print for this selection.',
  sample: 'Sample: the QR code and the code on this sheet open nothing.',
}

export const sheetTexts: Record<Locale, SheetTexts> = { de, en }
