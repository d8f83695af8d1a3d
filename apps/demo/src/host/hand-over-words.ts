// The words of the screen for handing over in person, in German and English.

import type { Language } from './language.ts'

const de = {
  nav: 'Aushändigen',
  title: 'Persönlich aushändigen',
  lead: 'Für Menschen ohne E-Mail-Adresse und für die Ausgabe am Tresen: ein Geheimnis als QR-Code, Code zum Eintippen, Link und Infoblatt.',
  enter: 'Eintragen und QR-Code zeigen',
  firstName: 'Vorname',
  lastName: 'Nachname',
  scan: 'Mit dem Handy scannen',
  type: 'Oder eintippen',
  at: (address: string) => `auf ${address}`,
  until: (moment: string) => `Gültig bis ${moment}`,
  open: 'Link öffnen',
  png: 'QR-Code als PNG',
  sheet: 'Infoblatt als PDF',
  lost: 'Infoblatt verloren: neu drucken',
  lostHint: 'Alles bisher Ausgehändigte gilt dann nicht mehr.',
  again: 'Noch jemanden eintragen',
}

const en: typeof de = {
  nav: 'Hand over',
  title: 'Hand over in person',
  lead: 'For people without an email address, and for giving out at a desk: one secret as QR code, code to type, link and info sheet.',
  enter: 'Enter and show the QR code',
  firstName: 'First name',
  lastName: 'Last name',
  scan: 'Scan with a phone',
  type: 'Or type the code',
  at: (address) => `at ${address}`,
  until: (moment) => `Valid until ${moment}`,
  open: 'Open the link',
  png: 'QR code as PNG',
  sheet: 'Info sheet as PDF',
  lost: 'Info sheet lost: print a new one',
  lostHint: 'Everything handed out so far is then no longer valid.',
  again: 'Enter another person',
}

export const handOverWords: Record<Language, typeof de> = { de, en }
