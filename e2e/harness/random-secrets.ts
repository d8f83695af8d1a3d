// A value for FOYER_SECRETS.

import { randomBytes } from 'node:crypto'

export const randomSecrets = (): string => `k1:${randomBytes(32).toString('base64')}`
