import { expect, it } from 'vitest'
import { capture } from './capture.ts'
import { outgoingMail } from './outgoing-mail.ts'
import type { OutgoingMail } from './transport.ts'

const mail = outgoingMail(
  { subject: 'Ihr Zugang', html: '<p>Hallo</p>', text: 'Hallo' },
  { messageId: 'm1@id.beispiel.example', from: 'hallo@beispiel.example', to: 'mia@beispiel.example' },
)
const signal = new AbortController().signal

it('keeps the whole mail with its time', async () => {
  const kept: (OutgoingMail & { at: Date })[] = []
  const at = new Date('2026-11-22T09:41:00Z')
  await capture({ add: async (one) => void kept.push(one) }, { now: () => at }).send(mail, { signal })
  expect(kept).toEqual([{ ...mail, at }])
})

it('calls a store that fails a reason to try later', async () => {
  const full = new Error('disk full')
  await expect(capture({ add: () => Promise.reject(full) }).send(mail, { signal })).rejects.toMatchObject({ kind: 'deferred', cause: full })
})
