// The organisation as screens show it: name, logo, and an accent that can be read.

import type { OrganisationView } from '@foyer/contract'
import type { ResolvedConfig } from '../config.ts'
import { accentColours } from '../mail/accent-colours.ts'

/** The surfaces that the widget's buttons stand on. */
const GROUND = { light: '#ffffff', dark: '#17181c' }

export const organisationView = (config: ResolvedConfig): OrganisationView => {
  const { light, dark } = accentColours(config.organisation.accent, GROUND)
  return {
    name: config.organisation.name,
    logo: config.organisation.logo === null ? null : `${config.url}/logo`,
    accent: {
      light: light.button,
      dark: dark.button,
      onLight: light.buttonText,
      onDark: dark.buttonText,
      linkLight: light.link,
      linkDark: dark.link,
    },
    timeZone: config.organisation.timeZone,
    contact: config.organisation.contact,
  }
}
