// The screens of the second factor, by the name of their step.

import { backupCodes } from './backup-codes.ts'
import { secondFactor } from './second-factor.ts'
import { setUpTotp } from './set-up-totp.ts'

export const factorScreens = {
  second_factor: secondFactor,
  set_up_totp: setUpTotp,
  backup_codes: backupCodes,
} as const
