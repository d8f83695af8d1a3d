// Which acts, in which order, bring somebody who was just entered to each pair of statuses.

import type { Goal } from './people.ts'

/**
 * `invite`, `correct`, `revoke` and `deactivate` are a manager's acts, by SDK; `open` and `activate` the holder's, by the mail.
 * `correct`: the first mail went to an address with a typing error, which is mended without sending again.
 */
export type Act = 'invite' | 'open' | 'activate' | 'correct' | 'revoke' | 'deactivate'

export const ways: Record<Goal, readonly Act[]> = {
  'offline/none': [],
  'offline/unconfirmed': [],
  'offline/pending': ['invite', 'revoke'],
  'offline/confirmed': ['invite', 'open', 'revoke'],
  'invited/unconfirmed': ['invite', 'correct'],
  'invited/pending': ['invite'],
  'invited/confirmed': ['invite', 'open'],
  'online/confirmed': ['invite', 'activate'],
  'deactivated/none': ['deactivate'],
  'deactivated/unconfirmed': ['deactivate'],
  'deactivated/pending': ['invite', 'deactivate'],
  'deactivated/confirmed': ['invite', 'activate', 'deactivate'],
}
