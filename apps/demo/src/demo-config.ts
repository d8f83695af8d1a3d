// The demo's configuration: what the operator of Beispiel AG would write.

import { fileURLToPath } from 'node:url'
import { defineConfig } from '@foyer/server'

export interface DemoPlace {
  /** Foyer's own address. */
  foyerUrl: string
  /** The host app's origin. */
  hostUrl: string
  dataDirectory: string
  /** Whose device it is, and the offer of a passkey. Off in the tour, which is about something else. */
  questions?: boolean
}

const legal = (name: string) => fileURLToPath(new URL(`../legal/${name}.html`, import.meta.url))

export function demoConfig({ foyerUrl, hostUrl, dataDirectory, questions = false }: DemoPlace) {
  return defineConfig({
    url: foyerUrl,
    demo: true,
    dataDirectory,
    organisation: { name: 'Beispiel AG', timeZone: 'Europe/Berlin', accent: '#0b5d4e', contact: 'it@beispiel.example', locale: 'de' },
    mail: { from: 'Beispiel AG <hallo@beispiel.example>', transport: 'capture' },
    applications: {
      app: {
        name: 'Beispiel App',
        url: `${hostUrl}/start`,
        origins: [hostUrl],
        pages: { auth: `${hostUrl}/welcome` },
        legal: ['terms', 'privacy'],
        askAtActivation: ['phone', 'shirtSize', 'mobility'],
      },
      portal: {
        name: { de: 'Verwaltung', en: 'Administration' },
        url: `${foyerUrl}/admin`,
        manages: true,
        includes: ['app'],
        legal: ['terms', 'privacy'],
      },
    },
    legal: {
      terms: {
        version: '2026-10',
        title: { de: 'Nutzungsbedingungen', en: 'Terms of use' },
        file: { de: legal('terms.de'), en: legal('terms.en') },
        substantial: true,
      },
      privacy: {
        version: '2026-10',
        title: { de: 'Datenschutzrichtlinie', en: 'Privacy policy' },
        file: { de: legal('privacy.de'), en: legal('privacy.en') },
        substantial: true,
      },
    },
    ...(questions ? { policy: { sharedDevices: 'ask', passkeyOfferDays: 1 } as const } : {}),
    profile: {
      phone: {
        type: 'phone',
        label: { de: 'Telefon', en: 'Phone' },
        hint: { de: 'Für kurzfristige Änderungen im Dienstplan.', en: 'For short-notice changes to the rota.' },
      },
      shirtSize: {
        type: 'choice',
        options: ['XS', 'S', 'M', 'L', 'XL', 'XXL'],
        label: { de: 'Größe der Arbeitskleidung', en: 'Workwear size' },
        required: true,
        editableBy: 'holder',
      },
      mobility: {
        type: 'choices',
        options: ['bike', 'transit', 'car', 'walk'],
        optionLabels: {
          bike: { de: 'Fahrrad', en: 'Bicycle' },
          transit: { de: 'Bus und Bahn', en: 'Bus and train' },
          car: { de: 'Auto', en: 'Car' },
          walk: { de: 'Zu Fuß', en: 'On foot' },
        },
        label: { de: 'Wie kommen Sie zur Arbeit?', en: 'How do you get to work?' },
      },
      forklift: {
        type: 'yes-no',
        label: { de: 'Staplerschein', en: 'Forklift licence' },
        editableBy: 'managers',
      },
      costCentre: { type: 'text', label: { de: 'Kostenstelle', en: 'Cost centre' }, visibleTo: 'managers', editableBy: 'managers' },
    },
  })
}

export type DemoConfig = ReturnType<typeof demoConfig>
