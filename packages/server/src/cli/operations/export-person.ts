// Everything that is stored about one person, without what would let anybody in.

import { FoyerError, type GrantFacts } from '@foyer/core'
import * as z from 'zod'
import { readUserRef } from '../../management/user-ref.ts'
import type { Operation } from '../operation.ts'

const exportInput = z.strictObject({ ref: z.string().max(400) })

/** The newest; older ones go after 180 days in any case. */
const MAX_MAILS = 200

/** Secrets are derived and stored nowhere; what they are derived with, and hashes, stay here. The trail is read apart, for it may be long. */
const exported = z.object({
  person: z.record(z.string(), z.unknown()),
  sessions: z.array(z.record(z.string(), z.unknown())),
  mails: z.array(z.record(z.string(), z.unknown())),
})

type ExportedPerson = z.infer<typeof exported>

export const exportPerson: Operation<z.infer<typeof exportInput>, ExportedPerson> = {
  name: 'users.export',
  input: exportInput,
  output: exported,
  async run({ store }, { ref }) {
    const loaded = await store.loadPerson(readUserRef(ref))
    if (loaded === null || loaded.person.deletedAt !== null) throw new FoyerError('user_not_found', { ref })
    const { id, invitation, grants, ...facts } = loaded.person
    const sessions = await store.listSessions(id)
    const { items: mails } = await store.listMails({ userId: id }, { limit: MAX_MAILS })
    const person = { id, ...facts, invitation: invitation === null ? null : withoutSecrets(invitation), grants: grants.map(withoutSecrets) }
    return {
      person: withMoments(person),
      sessions: sessions.map(({ familyId: _, credentialRevision: __, ...session }) => withMoments(session)),
      mails: mails.map(({ providerId: _, token: __, name: ___, ...mail }) => withMoments(mail)),
    }
  },
}

const withoutSecrets = ({ keyId: _, locator: __, chosenPassword, ...grant }: GrantFacts) => ({
  ...grant,
  hasChosenPassword: chosenPassword !== null,
})

/** Moments as everywhere else outside: ISO 8601 in UTC. */
const withMoments = (value: object): Record<string, unknown> => JSON.parse(JSON.stringify(value, momentText)) as Record<string, unknown>

const momentText = (key: string, value: unknown): unknown =>
  typeof value === 'number' && /(At|Until|^at)$/.test(key) ? new Date(value).toISOString() : value
