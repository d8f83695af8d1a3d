// The plan's hash, made part by part while the plan is made.

import { createHash } from 'node:crypto'

export const chained = (before: string, part: unknown): string =>
  createHash('sha256').update(before).update(JSON.stringify(part)).digest('base64url')
