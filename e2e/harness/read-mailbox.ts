// Every mail of the embedded mailbox, read from its pages.

export interface KeptMail {
  to: string
  text: string
}

/** @param read answers the page at a path of Foyer's */
export async function readMailbox(read: (path: string) => Promise<string>): Promise<KeptMail[]> {
  const mails: KeptMail[] = []
  for (let id = 1; ; id += 1) {
    const page = await read(`/mailbox/${id}?part=text`)
    const [, to, text] = /<p>\S+ (\S+@\S+) · [\s\S]*?<pre[^>]*>([\s\S]*?)<\/pre>/.exec(page) ?? []
    if (to === undefined || text === undefined) return mails
    mails.push({ to, text: text.replace(/<[^>]*>/g, '') })
  }
}
