// An authenticator app in a line: the code for a key as it is shown to be typed.

import { decodeBase32IgnorePadding } from '@oslojs/encoding'
import { totpAt } from '../src/mfa/totp.ts'

/** `now` in milliseconds. Default: this moment. */
export const totpCode = (secret: unknown, now = Date.now()): string =>
  totpAt(decodeBase32IgnorePadding(String(secret).replaceAll(' ', '')), now)
