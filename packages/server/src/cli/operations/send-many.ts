// Invites many for some seconds: batch after batch, so that a command asks seldom.

import { managementContract } from '@foyer/contract/management'
import * as z from 'zod'
import type { Operation } from '../operation.ts'
import { manage } from './manage.ts'

/** Well below what a command waits for an answer. */
const WORK_MS = 5_000
/** Keeps an answer small enough for the socket, also where everybody is left out. */
const MAX_BATCHES = 40

const input = z.strictObject({
  selection: z.unknown(),
  invite: z.unknown(),
  after: z.string().max(2000).nullable(),
  run: z.string().min(1).max(100),
})

const batch = managementContract['invitations.sendMany'].output

export const sendManyForAWhile: Operation<z.infer<typeof input>, z.infer<typeof batch>> = {
  name: 'invitations.sendMany',
  input,
  output: batch,
  async run(deps, { selection, invite, after, run }) {
    const begun = performance.now()
    const sum: z.infer<typeof batch> = { done: 0, skipped: [], next: after, total: null }
    for (let made = 0; made < MAX_BATCHES; made += 1) {
      const asked = { selection, invite, ...(sum.next === null ? {} : { after: sum.next }) }
      const answer = batch.parse(await manage.run(deps, { route: 'invitations.sendMany', ref: '', input: asked, idempotencyKey: run }))
      sum.done += answer.done
      sum.skipped.push(...answer.skipped)
      sum.next = answer.next
      sum.total = answer.total
      if (answer.next === null || performance.now() - begun > WORK_MS) break
    }
    return sum
  },
}
