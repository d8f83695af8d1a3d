// Everything on file about a holder, for the holder: what was entered, what happened, and where they are signed in. No secret is in it.

import { accountStatus, emailStatus } from '@foyer/core'
import { describeDevice } from '../session/describe-device.ts'
import type { AccountSession } from './account-session.ts'

/** More events than anybody has made by hand; the newest ones. */
const EVENTS_MAX = 500

export type OwnData = Awaited<ReturnType<typeof ownData>>

export const ownData = async ({ deps, person, locale }: AccountSession) => {
  const { items } = await deps.store.listEvents({ limit: EVENTS_MAX, from: 'newest', userId: person.id })
  const [passkeys, sessions] = [await deps.store.listPasskeys(person.id), await deps.store.listSessions(person.id)]
  const ledger = await deps.store.listLedger({ userId: person.id }, { limit: EVENTS_MAX })
  const schema = deps.config.settings.profile
  const own = Object.entries(person.profile.fields).filter(([key]) => schema[key]?.visibleTo !== 'managers')
  return {
    id: person.id,
    status: accountStatus(person),
    createdAt: iso(person.createdAt),
    activatedAt: iso(person.activatedAt),
    email: person.email === null ? null : { address: person.email.entered, status: emailStatus(person.email) },
    signInName: person.signInName,
    profile: { ...person.profile, fields: Object.fromEntries(own) },
    access: person.access.map(({ application, role, pending, grantedAt }) => ({ application, role, pending, grantedAt: iso(grantedAt) })),
    documents: person.acceptances.map(({ document, version, acceptedAt }) => ({ document, version, acceptedAt: iso(acceptedAt) })),
    consents: ledger.items.map(({ id: _, userId: __, firstName: ___, lastName: ____, externalId: _____, at, ...entry }) => ({
      ...entry,
      at: iso(at),
    })),
    password: person.hasPassword,
    authenticatorAppSince: iso(person.totpSince),
    passkeys: passkeys.map(({ name, createdAt, lastUsedAt, lastUsedOn }) => ({
      name,
      createdAt: iso(createdAt),
      lastUsedAt: iso(lastUsedAt),
      lastUsedOn,
    })),
    sessions: sessions.map(({ application, createdAt, lastUsedAt, userAgent }) => ({
      application,
      startedAt: iso(createdAt),
      lastUsedAt: iso(lastUsedAt),
      device: describeDevice(userAgent, locale),
    })),
    notices: { newSignIn: person.signInNotices },
    eraseAt: iso(person.eraseAt),
    events: items.map(({ type, at, data }) => ({ type, at: iso(at), data })),
  }
}

const iso = (moment: number | null): string | null => (moment === null ? null : new Date(moment).toISOString())
