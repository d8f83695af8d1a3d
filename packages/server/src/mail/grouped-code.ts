// Sets a code in groups, as people read and type it.

const GROUP = 4

/**
 * Groups that are there already stay, joined by hyphens. Otherwise groups of four; a single character left over joins the last one, so 13
 * characters stand as 4-4-5.
 */
export function groupedCode(code: string): string {
  const characters = code.trim().replace(/[\s-]+/g, '-')
  if (characters.includes('-')) return characters
  const groups: string[] = []
  for (let start = 0; start < characters.length; start += GROUP) groups.push(characters.slice(start, start + GROUP))
  const last = groups.at(-1)
  const before = groups.at(-2)
  if (last?.length !== 1 || before === undefined) return groups.join('-')
  return [...groups.slice(0, -2), before + last].join('-')
}
