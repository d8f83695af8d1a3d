// The list of passwords that everybody tries first.

import { dictionary } from '@zxcvbn-ts/language-common'

let listed: ReadonlySet<string> | null = null

/** Whether a candidate, in lower case, is on the list (about 49,000 entries; read into memory on first use). */
export const isCommonPassword = (candidate: string): boolean => {
  listed ??= new Set((dictionary['passwords-common'] as readonly (string | number)[]).map(String))
  return listed.has(candidate.toLowerCase())
}
