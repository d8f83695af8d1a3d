// Looks for thousands of strings in a text of megabytes at once.

const WINDOW = 8

/**
 * @param wanted what to look for, with its label; each at least 8 characters long
 * @returns label and string of each that is there
 */
export function findAny(text: string, wanted: ReadonlyMap<string, string>): string[] {
  const byBeginning = new Map<string, string[]>()
  for (const needle of wanted.keys()) {
    if (needle.length < WINDOW) throw new Error(`"${needle}" is too short to be looked for`)
    const beginning = needle.slice(0, WINDOW)
    byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), needle])
  }
  const found = new Set<string>()
  for (let at = 0; at + WINDOW <= text.length; at += 1) {
    for (const needle of byBeginning.get(text.slice(at, at + WINDOW)) ?? []) if (text.startsWith(needle, at)) found.add(needle)
  }
  return [...found].map((needle) => `${wanted.get(needle)}: ${needle}`)
}
