// English words of the first screen, and of what may go wrong before any other file is there.

import type { Words } from './words.ts'

export const en: Words<'first'> = {
  email: 'Email address',
  emailOrNumber: 'Email address or number',
  password: 'Password',
  show: 'Show characters',
  hide: 'Hide characters',
  missing: 'Please fill in this field.',
  signInTitle: 'Sign in to {application}',
  signInLead: 'With your account at {organisation}.',
  signIn: 'Sign in',
  usePasskey: 'Sign in with a passkey',
  forgot: 'Forgot your password?',
  firstTime: 'First time here?',
  offlineTitle: 'No connection',
  offline: 'No connection. What you typed is still here. Check the internet and try again.',
  busy: 'Sign-in is not answering right now. Please try again in a moment.',
  wait: 'Too many attempts. You can go on in {time}.',
  retry: 'Try again',
}
