// In whose name a mail is written, as the configuration has it.

import type { Deps } from '../deps.ts'
import { localText, pickLocale } from '../text.ts'
import type { MailContext } from './messages.ts'

/** The person's language, else the organisation's. */
export const mailContext = (
  deps: Pick<Deps, 'config'>,
  applicationKey: string | null,
  locale: string | null,
  sample = false,
): MailContext => {
  const { organisation } = deps.config
  const language = pickLocale(locale, organisation.locale)
  const application = applicationKey === null ? undefined : deps.config.applications[applicationKey]
  return {
    organisation: {
      name: organisation.name,
      logoUrl: organisation.logo === null ? null : `${deps.config.url}/logo`,
      accent: organisation.accent,
      contact: organisation.contact,
      timeZone: organisation.timeZone,
    },
    application:
      application === undefined ? null : { name: localText(application.name, language), url: application.url, stores: application.stores },
    locale: language,
    sample,
  }
}
