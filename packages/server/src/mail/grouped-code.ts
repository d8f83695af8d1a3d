// Sets a code in groups of four, as people read and type it.

const GROUP = 4

/**
 * Spaces and hyphens that are there already are dropped first. A single character left over joins the last group, so 13 characters
 * stand as 4-4-5.
 */
export function groupedCode(code: string): string {
  const characters = code.replace(/[\s-]/g, '')
  const groups: string[] = []
  for (let start = 0; start < characters.length; start += GROUP) groups.push(characters.slice(start, start + GROUP))
  const last = groups.at(-1)
  const before = groups.at(-2)
  if (last?.length !== 1 || before === undefined) return groups.join('-')
  return [...groups.slice(0, -2), before + last].join('-')
}
