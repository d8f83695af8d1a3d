// The list of passwords that everybody tries first.

let listed: Promise<ReadonlySet<string>> | null = null

/** Whether a candidate, in any case, is on the list (about 49,000 entries; read into memory on first use). */
export const commonPasswords = async (): Promise<(candidate: string) => boolean> => {
  listed ??= readList()
  const list = await listed
  return (candidate) => list.has(candidate.toLowerCase())
}

const readList = async (): Promise<ReadonlySet<string>> => {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  return new Set((dictionary['passwords-common'] as readonly (string | number)[]).map(String))
}
