// English words of the second factor's screens.

import type { Words } from './words.ts'

export const enFactors: Words<'factors'> = {
  factorTitle: 'Enter code',
  factorLead: 'Your authenticator app shows the code. A backup code works, too.',
  factorCode: 'Code or backup code',
  totpTitle: 'Set up an authenticator app',
  totpLead: '{application} asks for a code after the password. Scan the picture with your authenticator app.',
  totpQr: 'QR code for the authenticator app',
  totpKey: 'Or type this key:',
  totpCode: 'Code from the app',
  codesTitle: 'Your backup codes',
  codesLead: 'Each works once, in case your app is not there. Keep them: they are shown only now.',
  print: 'Print',
  factorConfirm: 'Confirm',
}
