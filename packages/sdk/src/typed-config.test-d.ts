// What must and must not compile with a typed configuration. Checked by the compiler; nothing runs it.

import { type Foyer, isFoyerError, type User } from './index.ts'

const config = {
  applications: { app: { name: 'Beispiel App' }, portal: { name: 'Verwaltung' } },
  profile: {
    phone: { type: 'phone' },
    shirtSize: { type: 'choice', options: ['S', 'M', 'L'] },
    languages: { type: 'choices', options: ['de', 'en'] },
    children: { type: 'number' },
    parking: { type: 'yes-no' },
  },
} as const

type Config = typeof config
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const holds = <T extends true>(): T | null => null

export async function typedClient(foyer: Foyer<Config>, user: User<Config>): Promise<void> {
  await foyer.users.create({
    firstName: 'Jan',
    fields: { shirtSize: 'M', children: 2, parking: true, phone: null },
    invite: { application: 'app' },
  })
  await foyer.invitations.send({ externalId: 'P-1' }, { application: 'portal', role: 'helper', initialPassword: 'generate' })
  foyer.users.list({ application: 'app', status: ['offline', 'invited'], emailStatus: 'none' })

  await foyer.invitations.sendMany([user.id, { externalId: 'P-1' }, { email: 'mia@example.com' }], { application: 'app' })
  const { done, skipped } = await foyer.invitations.sendMany(
    { application: 'app', invitation: ['expired', 'bounced'] },
    { application: 'portal' },
  )
  holds<Equal<typeof done, number>>()
  if (skipped[0]?.code === 'email_missing') await foyer.users.get(skipped[0].ref)
  await foyer.keys.create({ name: 'Host', scopes: ['users:read', 'sessions:check'], application: 'app', expiresAt: new Date() })

  // @ts-expect-error an application that the configuration does not have
  await foyer.invitations.sendMany({}, { application: 'intranet' })
  // @ts-expect-error a filter by an application that the configuration does not have
  await foyer.invitations.sendMany({ application: 'intranet' }, { application: 'app' })
  // @ts-expect-error no such status
  await foyer.invitations.sendMany({ status: 'asleep' }, { application: 'app' })
  // @ts-expect-error a list names people as every call does
  await foyer.invitations.sendMany([{ externalNumber: 'P-1' }], { application: 'app' })
  // @ts-expect-error a key for an application that the configuration does not have
  await foyer.keys.create({ name: 'Host', scopes: ['users:read'], application: 'intranet' })
  // @ts-expect-error no such scope
  await foyer.keys.create({ name: 'Host', scopes: ['users:admin'] })
  // @ts-expect-error an application that the configuration does not have
  await foyer.invitations.send(user.id, { application: 'intranet' })
  // @ts-expect-error an option that the field does not have
  await foyer.users.update(user.id, { fields: { shirtSize: 'XXL' } })
  // @ts-expect-error a field that the configuration does not have
  await foyer.users.update(user.id, { fields: { shoeSize: '42' } })
  // @ts-expect-error a number field takes a number
  await foyer.users.update(user.id, { fields: { children: '2' } })
  // @ts-expect-error the address has a method of its own
  await foyer.users.update(user.id, { email: 'new@example.com' })
  // @ts-expect-error whoever is meant is named one way
  await foyer.users.get({ externalNumber: 'P-1' })
  // @ts-expect-error no such role
  await foyer.users.grantAccess(user.id, { application: 'portal', role: 'admin' })
  // @ts-expect-error no such filter
  foyer.users.list({ statuses: 'offline' })
  // @ts-expect-error no such application to filter by
  foyer.users.list({ application: 'intranet' })
  // @ts-expect-error events have no count
  foyer.events.list().count()

  holds<Equal<typeof user.fields.shirtSize, 'S' | 'M' | 'L' | null | undefined>>()
  holds<Equal<typeof user.fields.languages, ('de' | 'en')[] | null | undefined>>()
  holds<Equal<(typeof user.access)[number]['application'], 'app' | 'portal'>>()
  const found = await foyer.users.find(user.id)
  holds<Equal<typeof found, User<Config> | null>>()
}

export function narrowedByStatus(user: User): string | null {
  if (user.status === 'invited') return user.invitation.expiresAt
  holds<Equal<typeof user.invitation, null>>()
  if (user.status === 'online') holds<Equal<typeof user.emailStatus, 'confirmed' | null>>()
  // @ts-expect-error only somebody invited has an invitation
  return user.invitation.expiresAt
}

export function narrowedByCode(error: unknown): unknown {
  if (isFoyerError(error, 'email_taken')) return error.details.userId
  if (isFoyerError(error, 'changed_meanwhile', 'rate_limited')) {
    if (error.code === 'rate_limited') return error.details.retryAfterMs
    return error.details.current
  }
  if (isFoyerError(error, 'invalid_input')) return error.details.issues.map(({ path, message }) => [path, message])
  // @ts-expect-error no such code
  if (isFoyerError(error, 'email_in_use')) return null
  return null
}

/** Without a configuration every name is allowed. */
export const untypedClient = (foyer: Foyer) => foyer.users.create({ fields: { anything: 1 }, invite: { application: 'whatever' } })
