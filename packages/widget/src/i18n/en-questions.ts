// English words of the questions at the end of a sign-in.

import type { Words } from './words.ts'

export const enQuestions: Words<'questions'> = {
  ownTitle: 'Is this your own device?',
  ownLead:
    'If others use it too, we sign you out when you close the browser or do nothing for 30 minutes. Nothing about you is remembered there.',
  own: 'Yes, my own',
  shared: 'No, others use it too',
  offerTitle: 'No password next time?',
  offerLead: 'With a passkey you sign in with fingerprint, face or screen lock. Your password stays valid.',
  offerMake: 'Set up a passkey',
  offerSkip: 'Not now',
  keepTitle: 'Your account will be erased',
  keepLead: 'You asked for this. It happens on {moment}. Until then you can keep your account.',
  keepButton: 'Keep the account',
  keptTitle: 'Your account stays',
  keptLead: 'It will not be erased. You sign in as before.',
  keptName: 'It will not be erased. You sign in as before, as {name}.',
}
