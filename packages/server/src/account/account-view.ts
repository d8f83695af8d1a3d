// The account as its page shows it.

import type { AccountView } from '@foyer/contract'
import { isEditable, mfaPolicy, offeredConsents, waysIn } from '@foyer/core'
import { organisationView } from '../appearance/organisation-view.ts'
import { legalViews, profileViews } from '../flow/views.ts'
import { creationOptions, newCeremony, requestOptions } from '../passkey/ceremony.ts'
import { describeDevice } from '../session/describe-device.ts'
import { localText } from '../text.ts'
import { type AccountSession, isFresh } from './account-session.ts'
import { sealTicket } from './ticket.ts'

export const accountView = async (account: AccountSession): Promise<AccountView> => {
  const { deps, application, session, person, locale } = account
  const { config, store } = deps
  const passkeys = await store.listPasskeys(person.id)
  const sessions = await store.listSessions(person.id)
  const takesPasskeys = config.settings.applications[application.key]?.passkeys !== 'off'
  const offered = offeredConsents(person, { settings: config.settings })
  const editable = Object.keys(config.settings.profile).filter((key) => isEditable(config.settings.profile[key] ?? {}, 'holder'))
  return {
    locale,
    organisation: organisationView(config),
    application: { key: application.key, name: localText(application.name, locale, config.organisation.locale) },
    name: person.profile.firstName,
    proof: { fresh: isFresh(account), password: person.hasPassword, passkey: person.passkeys.length > 0, code: person.totpSince !== null },
    ceremony: takesPasskeys ? ceremonyOf(account) : null,
    profile: profileViews(config, editable, person.profile.fields, locale),
    email: person.email?.entered ?? null,
    password: { isSet: person.hasPassword, minLength: config.minPasswordLength },
    passkeys: passkeys.map(({ id, name, createdAt, lastUsedAt, lastUsedOn, synced }) => ({
      id,
      name,
      createdAt: iso(createdAt),
      lastUsedAt: lastUsedAt === null ? null : iso(lastUsedAt),
      lastUsedOn,
      synced,
      isLast: waysIn(person) < 2,
    })),
    mfa: {
      policy: mfaPolicy(person, { settings: config.settings }),
      since: person.totpSince === null ? null : iso(person.totpSince),
      backupCodes: person.totpSince === null ? 0 : await store.countBackupCodes(person.id),
    },
    sessions: ofFamilies(sessions, session.familyId).map(({ id, application: key, userAgent, createdAt, lastUsedAt, familyId }) => ({
      id,
      application: localText(config.applications[key]?.name ?? key, locale, config.organisation.locale),
      device: describeDevice(userAgent, locale),
      startedAt: iso(createdAt),
      lastUsedAt: iso(lastUsedAt),
      isThis: familyId === session.familyId,
    })),
    shared: session.shared,
    notices: { newSignIn: person.signInNotices },
    erasure: config.settings.erasureDays === null ? null : { days: config.settings.erasureDays },
    documents: person.acceptances.flatMap(({ document, version, acceptedAt }) =>
      offered.includes(document)
        ? []
        : [
            {
              title: localText(config.legal[document]?.title ?? document, locale, config.organisation.locale),
              version,
              acceptedAt: iso(acceptedAt),
              url: config.legal[document]?.version === version ? (deps.legalTexts.get(document)?.url(locale) ?? null) : null,
              isCurrent: config.legal[document]?.version === version,
            },
          ],
    ),
    consents: legalViews(deps, offered, locale, { config, acceptances: person.acceptances }).map(({ key, title, version, url }) => {
      const given = person.acceptances.findLast(({ document }) => document === key)
      return { key, title, version, url, given: given === undefined ? null : { version: given.version, at: iso(given.acceptedAt) } }
    }),
  }
}

const ceremonyOf = ({ deps, session, person, now }: AccountSession): AccountView['ceremony'] => {
  const [use, create] = [newCeremony('use', now), newCeremony('create', now)]
  return {
    request: requestOptions(deps, use),
    create: creationOptions(deps, create, person),
    ticket: sealTicket(deps, session.id, { kind: 'passkey', use, create }, now),
  }
}

/** One line for each sign-in: a host's session beside it is the same person at the same device. The present one first. */
const ofFamilies = <S extends { familyId: string; id: string; lastUsedAt: number }>(sessions: readonly S[], own: string): S[] => {
  const families = new Map<string, S>()
  for (const session of sessions) {
    const known = families.get(session.familyId)
    if (known === undefined || known.lastUsedAt < session.lastUsedAt) families.set(session.familyId, session)
  }
  return [...families.values()].sort((a, b) => Number(b.familyId === own) - Number(a.familyId === own) || b.lastUsedAt - a.lastUsedAt)
}

const iso = (moment: number): string => new Date(moment).toISOString()
