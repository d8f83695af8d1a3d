// What stands on the next sheets of a batch. The command draws them: no file crosses the socket.

import * as z from 'zod'
import { frameOf, requireReady, SHEETS_AT_ONCE, sheetsFrom } from '../../management/render-sheets.ts'
import type { SheetFrame, SheetPerson } from '../../print/sheet-data.ts'
import type { Operation } from '../operation.ts'

const input = z.strictObject({ id: z.string().max(40), from: z.int().min(0) })
/** The logo travels as base64. */
const output = z.object({
  frame: z.custom<SheetFrame>(),
  logo: z.string().nullable(),
  people: z.array(z.custom<SheetPerson>()),
  next: z.int().nullable(),
})

export const readSheetBatch: Operation<z.infer<typeof input>, z.infer<typeof output>> = {
  name: 'sheets.read',
  input,
  output,
  async run(deps, { id, from }) {
    const batch = await requireReady(deps, id)
    const frame = await frameOf(deps, batch.request)
    const { logo } = frame.organisation
    const caller = {
      actor: { kind: 'terminal' },
      scopes: null,
      boundTo: null,
      locale: 'en',
      ifVersion: undefined,
      idempotencyKey: undefined,
      requestHash: '',
    } as const
    const people = await sheetsFrom(deps, caller, batch, batch.people.slice(from, from + SHEETS_AT_ONCE))
    const end = from + SHEETS_AT_ONCE
    return {
      frame: { ...frame, organisation: { ...frame.organisation, logo: null } },
      logo: logo === null || from > 0 ? null : Buffer.from(logo).toString('base64'),
      people,
      next: end < batch.people.length ? end : null,
    }
  },
}
