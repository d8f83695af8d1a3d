// The words of the page on which holders print what is on file about them.

import type { Profile } from '@foyer/core'
import type { Locale } from '../text.ts'

const de = {
  title: 'Ihre Daten',
  lead: 'Alles, was zu Ihnen gespeichert ist. Drucken Sie diese Seite mit Ihrem Browser.',
  account: 'Konto',
  id: 'Kennung',
  email: 'E-Mail-Adresse',
  signInName: 'Anmelden mit',
  createdAt: 'Angelegt',
  activatedAt: 'Aktiviert',
  password: 'Passwort festgelegt',
  authenticatorApp: 'Authenticator-App seit',
  newSignIn: 'E-Mail bei neuem Gerät',
  eraseAt: 'Wird gelöscht am',
  profile: 'Profil',
  profileOf: {
    externalId: 'Identifikation',
    firstName: 'Vorname',
    lastName: 'Nachname',
    location: 'Standort',
    department: 'Abteilung',
    position: 'Position',
    locale: 'Sprache',
  },
  postalAddress: 'Anschrift',
  access: 'Zugänge',
  documents: 'Dokumente, denen Sie zugestimmt haben',
  version: 'Fassung',
  passkeys: 'Passkeys',
  lastUsed: 'Zuletzt benutzt',
  sessions: 'Geräte',
  eventsInFile: 'Was wann mit Ihrem Konto geschah, steht in der Datei, die Sie auf der Kontoseite herunterladen.',
  back: 'Zurück zum Konto',
  yes: 'Ja',
  no: 'Nein',
} as const

type Words<T> = { readonly [K in keyof T]: T[K] extends string ? string : Words<T[K]> }
/** Every language has the keys of the German words, and every detail of the profile a word. */
export type OwnDataWords = Words<typeof de> & { profileOf: Record<keyof Omit<Profile, 'fields' | 'postalAddress'>, string> }

const en: OwnDataWords = {
  title: 'Your data',
  lead: 'Everything that is on file about you. Print this page with your browser.',
  account: 'Account',
  id: 'Identifier',
  email: 'Email address',
  signInName: 'Signs in with',
  createdAt: 'Created',
  activatedAt: 'Activated',
  password: 'Password set',
  authenticatorApp: 'Authenticator app since',
  newSignIn: 'Mail about new devices',
  eraseAt: 'Will be erased on',
  profile: 'Profile',
  profileOf: {
    externalId: 'External id',
    firstName: 'First name',
    lastName: 'Last name',
    location: 'Location',
    department: 'Department',
    position: 'Position',
    locale: 'Language',
  },
  postalAddress: 'Postal address',
  access: 'Access',
  documents: 'Documents that you accepted',
  version: 'Version',
  passkeys: 'Passkeys',
  lastUsed: 'Last used',
  sessions: 'Devices',
  eventsInFile: 'What happened to your account and when is in the file that you download on the account page.',
  back: 'Back to the account',
  yes: 'Yes',
  no: 'No',
}

export const ownDataWords: Readonly<Record<Locale, OwnDataWords>> = { de, en }
