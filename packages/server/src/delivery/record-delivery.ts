// Keeps what a provider told about a mail: once for each token, with the mark on the person's address, all of it or nothing.

import { FoyerError, markUndeliverable } from '@foyer/core'
import { type Deps, decisionContext } from '../deps.ts'
import type { DeliveryNews } from '../store/mail.port.ts'
import type { StoreTransaction } from '../store/store.ts'

const MAX_TRIES = 8

/** Rolled back, to be done again: somebody changed the person meanwhile. */
class Overtaken extends Error {}

/**
 * @returns false when the news are about no mail of ours, or older than what is known
 * @throws FoyerError `webhook_spent` for a token that was taken before, and for a timestamp outside of its window
 */
export const recordDelivery = async (
  deps: Pick<Deps, 'store' | 'config' | 'keys'>,
  news: DeliveryNews | null,
  proof: { nonce: string; signedAt: number },
): Promise<boolean> => {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    try {
      return await deps.store.transaction((tx) => record(deps, tx, news, proof))
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error
    }
  }
  throw new FoyerError('busy')
}

const record = async (
  deps: Pick<Deps, 'config' | 'keys'>,
  tx: StoreTransaction,
  news: DeliveryNews | null,
  proof: { nonce: string; signedAt: number },
): Promise<boolean> => {
  if (!(await tx.takeWebhook(proof.nonce, proof.signedAt))) throw new FoyerError('webhook_spent')
  const mail = news === null ? null : await tx.noteDelivery(news)
  if (news === null || mail === null) return false
  await tx.addEvents(mail.userId, [{ type: `mail.${news.state}`, data: { kind: mail.kind } }], 'system')
  if (news.state === 'bounced' || news.state === 'complained') await mark(deps, tx, mail, news.state)
  return true
}

const mark = async (
  deps: Pick<Deps, 'config' | 'keys'>,
  tx: StoreTransaction,
  { userId, revision }: { userId: string | null; revision: number | null },
  because: 'bounced' | 'complained',
): Promise<void> => {
  const loaded = userId === null ? null : await tx.loadPerson({ id: userId })
  if (loaded === null) return
  const decision = markUndeliverable(loaded.person, { because, revision }, decisionContext(deps, { kind: 'system' }, loaded.now))
  if (decision.person === loaded.person) return
  if ((await tx.savePerson(loaded.person, decision, { actor: 'system' })) === null) throw new Overtaken()
}
