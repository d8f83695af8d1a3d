// The screens at the end of a sign-in, by the name of their step.

import { accountKept } from './account-kept.ts'
import { keepAccount } from './keep-account.ts'
import { offerPasskey } from './offer-passkey.ts'
import { ownDevice } from './own-device.ts'

export const questionScreens = {
  own_device: ownDevice,
  offer_passkey: offerPasskey,
  keep_account: keepAccount,
  account_kept: accountKept,
} as const
