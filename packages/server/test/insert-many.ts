// Fills a table for tests of what is found among many, by statements that end in time on a slow disk too.

const AT_ONCE = 2_000

type Rows = (text: string, values?: unknown[]) => Promise<unknown>

/** `text` inserts the rows numbered `$1` to `$2`. */
export async function insertMany(rows: Rows, count: number, text: string): Promise<void> {
  for (let first = 1; first <= count; first += AT_ONCE) await rows(text, [first, Math.min(first + AT_ONCE - 1, count)])
}
