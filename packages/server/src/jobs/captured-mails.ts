// The embedded mailbox's store: each mail sealed, since it holds what opens something.

import type { Deps } from '../deps.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import { seal, unseal } from '../keys/seal.ts'
import type { CaptureStore } from '../mail/capture.ts'
import type { CapturedMail } from '../mail/mailbox-page.ts'
import type { CapturedMailStore } from '../store/mail.port.ts'

interface Kept {
  at: number
  to: string
  subject: string
  html: string
  text: string
}

const NEWEST_KEPT = 500

/** For the transport `capture`. */
export const sealedCapture = (store: CapturedMailStore, keys: KeyRing): CaptureStore => ({
  async add(mail) {
    const kept: Kept = { at: mail.at.getTime(), to: mail.to, subject: mail.subject, html: mail.html, text: mail.text }
    await store.addCapturedMail(Buffer.from(seal(keys, 'seal/mailbox', kept)))
  },
})

/** Newest first; of one `id` that one alone. Mails sealed under a retired secret are left out. */
export const readCaptured = async (
  deps: Pick<Deps, 'store' | 'keys'>,
  query: { skip: number; limit: number } | { id: number },
): Promise<CapturedMail[]> => {
  if ('id' in query) {
    const one = await deps.store.readCapturedMail(query.id)
    return one === null ? [] : open(deps.keys, one)
  }
  const newest = await deps.store.listCapturedMails({ limit: Math.min(NEWEST_KEPT, query.skip + query.limit) })
  return newest.slice(query.skip).flatMap((mail) => open(deps.keys, mail))
}

const open = (keys: KeyRing, mail: { id: number; sealed: Uint8Array }): CapturedMail[] => {
  const kept = unseal(keys, 'seal/mailbox', Buffer.from(mail.sealed).toString()) as Kept | undefined
  return kept === undefined ? [] : [{ ...kept, id: String(mail.id), at: new Date(kept.at) }]
}
