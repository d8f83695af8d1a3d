// Why something may not be done to a person now, in words.

import type { ErrorCode } from '@foyer/sdk'
import type { Locale } from '../app/admin.ts'

const reasons: Partial<Record<ErrorCode, Readonly<Record<Locale, string>>>> = {
  role_too_low: { de: 'Dafür reicht Ihre Rolle nicht.', en: 'Your role does not reach this far.' },
  own_account: { de: 'Das ist Ihr eigenes Konto.', en: 'This is your own account.' },
  last_owner: { de: 'Es ist der letzte Inhaber.', en: 'This is the last owner.' },
  user_deactivated: { de: 'Die Person ist gesperrt.', en: 'The person is deactivated.' },
  not_deactivated: { de: 'Die Person ist nicht gesperrt.', en: 'The person is not deactivated.' },
  email_missing: { de: 'Es ist keine E-Mail-Adresse hinterlegt.', en: 'There is no e-mail address on file.' },
  email_confirmed: {
    de: 'Die Adresse ist bestätigt. Nur die Person selbst kann sie ändern.',
    en: 'The address is confirmed. Only its holder can change it.',
  },
  email_bounced: { de: 'Mails an diese Adresse kommen zurück.', en: 'Mails to this address come back.' },
  email_refused: {
    de: 'An dieser Adresse hieß es, die Mail sei nicht für sie.',
    en: 'Somebody at this address said the mail is not for them.',
  },
  already_online: { de: 'Das Konto ist schon aktiv.', en: 'The account is active already.' },
  not_online: { de: 'Das Konto ist noch nicht aktiv.', en: 'The account is not active yet.' },
  not_invited: { de: 'Es ist keine Einladung offen.', en: 'No invitation is open.' },
  access_exists: { de: 'Der Zugang besteht schon.', en: 'Access exists already.' },
  access_missing: { de: 'Es gibt keinen Zugang.', en: 'There is no access.' },
  handover_owner_only: { de: 'Zur Verwaltung dürfen nur Inhaber aushändigen.', en: 'Only owners hand over invitations to a managing app.' },
  managing_by_mail_only: { de: 'Zur Verwaltung wird per E-Mail eingeladen.', en: 'Invitations to a managing app go by mail.' },
}

export const reasonText = (code: ErrorCode, locale: Locale): string => reasons[code]?.[locale] ?? code
