// Reads a mail as anybody does who sits at this machine: from the pages of the embedded mailbox.

/** Asks Foyer for a page and answers its HTML. */
export type ReadPage = (path: string) => Promise<string>

const ENTRY = /<a href="([^"]*\/mailbox\/[^"?]+)[^"]*"[^>]*><span class="who"><span>([^<]*)<\/span>/g

/** The newest mail to this address as plain text; `null` when none is among the 50 newest. */
export async function readMailbox(readPage: ReadPage, to: string): Promise<string | null> {
  for (const [, path, address] of (await readPage('/mailbox')).matchAll(ENTRY)) {
    if (path !== undefined && address === to) return readPage(`${path}?part=text`)
  }
  return null
}
