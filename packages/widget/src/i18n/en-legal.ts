// English words of the screens about legal documents.

import type { Words } from './words.ts'

export const enLegal: Words<'legal'> = {
  missingConsent: 'Please agree to continue.',
  legalTitle: 'Please read and agree',
  legalLead: 'We need your consent for {application}.',
  legalChanged: 'There is a new version for {application}. Please read it, and agree to continue.',
  legalDocuments: 'Documents',
  agree: 'I agree to: {title}',
  agreeOptional: 'Up to you. You can take it back in your account at any time.',
  newVersion: 'New version: {version}',
  newTab: '(opens in a new tab)',
  accept: 'Agree and continue',
  decline: 'I do not agree',
  declinedTitle: 'You are not signed in',
  declinedTitleActivation: 'Your account is not active yet',
  declinedLead:
    'Without your agreement you cannot use {application}. Your account stays as it is. You can agree whenever you sign in. Missing: {documents}.',
  declinedActivation:
    'Without your agreement your account for {application} is not activated. Your invitation stays valid: open it again when you would like to agree. Missing: {documents}.',
}
