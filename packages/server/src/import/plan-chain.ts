// The plan's hash, made row by row: the same whatever the batches were.

import { createHash } from 'node:crypto'

export const chained = (before: string, parts: readonly unknown[]): string =>
  parts.reduce<string>((chain, part) => createHash('sha256').update(chain).update(JSON.stringify(part)).digest('base64url'), before)
