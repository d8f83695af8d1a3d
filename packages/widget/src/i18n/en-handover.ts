// English words of the screens for what was handed over in person.

import type { Words } from './words.ts'

export const enHandover: Words<'handover'> = {
  emailTitle: 'Check your address',
  emailGive: 'You will use it to sign in to {application}. We will send a code there to confirm it.',
  emailKeep: 'We will send a code to {email} to confirm this address.',
  sendCode: 'Send code',
  otherEmail: 'Use another email address',
  keepEmail: 'Keep {email}',
  proveTitle: 'Confirm your email address',
  proveLead: 'We have sent a code to {email}.',
  mailedCode: 'Code from the email',
  mailedCodeHint: '8 characters, valid until {moment}. The email can take a few minutes.',
  confirm: 'Confirm',
  resend: 'Send the code again',
  resent: 'The email with the code is on its way again.',
  lookAlike: 'Did you mean {email}?',
  lookAlikeTake: 'Use {email}',
  lookAlikeKeep: 'My spelling is right',
  noEmail: 'I have no email address',
  noEmailLead:
    'Your account then goes by your number at {organisation}. If you forget your password, only a new info sheet from there helps.',
  noEmailGo: 'Go on without an email address',
  giveEmail: 'Give an email address after all',
  otherDeviceTitle: 'Go on on another device',
  otherDeviceLead: 'Open this page there, and type the code. It belongs to the same invitation.',
  otherDeviceAddress: 'Address',
  otherDeviceCode: 'Code to type',
  otherDeviceUntil: 'Valid until {moment}.',
  otherDeviceStay: 'Go on on this device after all',
  questionTitle: 'Is it you?',
  questionLead: 'So that nobody else uses your invitation, {organisation} asks for one thing that it knows of you.',
  questionTries: 'After five wrong answers the invitation is no longer valid.',
}
