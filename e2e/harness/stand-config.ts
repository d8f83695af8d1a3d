// The configuration that the tests run Foyer with: one application for staff, one that manages, two documents, three fields.

import { join } from 'node:path'
import type { FoyerConfig } from '@foyer/server'

export const FOYER_URL = 'https://id.foyer.test'

export interface ConfigChoice {
  hostUrl: string
  /** Whether mailed links go on at the host's own page. */
  authPage: boolean
}

const legal = (name: string) => join(import.meta.dirname, `../legal/${name}.html`)

export function standConfig({ hostUrl, authPage }: ConfigChoice) {
  return {
    url: FOYER_URL,
    demo: true,
    organisation: { name: 'Beispiel AG', accent: '#0b5d4e', contact: 'it@beispiel.example', locale: 'de' },
    mail: { from: 'Beispiel AG <hallo@beispiel.example>', transport: 'capture' },
    applications: {
      app: {
        name: 'Beispiel App',
        url: `${hostUrl}/start`,
        origins: [hostUrl],
        ...(authPage ? { pages: { auth: `${hostUrl}/welcome` } } : {}),
        legal: ['terms', 'privacy'],
        askAtActivation: ['phone', 'shirtSize', 'mobility'],
      },
      portal: { name: { de: 'Verwaltung', en: 'Administration' }, manages: true, includes: ['app'], legal: ['terms'] },
    },
    legal: {
      terms: {
        version: '2026-10',
        title: { de: 'Nutzungsbedingungen', en: 'Terms of use' },
        file: { de: legal('terms.de'), en: legal('terms.en') },
      },
      privacy: {
        version: '3',
        title: { de: 'Datenschutzrichtlinie', en: 'Privacy policy' },
        file: { de: legal('privacy.de'), en: legal('privacy.en') },
      },
    },
    profile: {
      phone: { type: 'phone', label: { de: 'Telefon', en: 'Phone' } },
      shirtSize: {
        type: 'choice',
        options: ['S', 'M', 'L'],
        label: { de: 'Größe der Arbeitskleidung', en: 'Workwear size' },
        required: true,
      },
      mobility: {
        type: 'choices',
        options: ['bike', 'transit'],
        optionLabels: { bike: { de: 'Fahrrad', en: 'Bicycle' }, transit: { de: 'Bus und Bahn', en: 'Bus and train' } },
        label: { de: 'Wie kommen Sie zur Arbeit?', en: 'How do you get to work?' },
      },
    },
  } as const satisfies FoyerConfig
}
