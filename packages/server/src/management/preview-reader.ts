// Whose eyes a preview is for: a person, the first one of an import who gets it, or somebody made up.

import { type Profile, requireApplication } from '@foyer/core'
import type { ManagementDeps } from '../deps.ts'
import { requireImport } from '../import/import-access.ts'
import { type Locale, pickLocale } from '../text.ts'
import type { Caller } from './caller.ts'
import { getUser } from './get-user.ts'

export interface Reader {
  /** `null` for somebody who is not on file. */
  userId: string | null
  firstName: string | null
  fullName: string | null
  /** As managers see it. */
  address: string
  locale: Locale
  application: string
  profile: Pick<Profile, 'externalId' | 'location' | 'department' | 'postalAddress'>
}

export interface ReaderInput {
  gets: 'mail' | 'sheet'
  locale?: Locale | undefined
  application?: string | undefined
  importId?: string | undefined
  user?: string | undefined
}

type Found = Pick<Reader, 'userId' | 'address' | 'profile'> & {
  firstName: string | null
  lastName: string | null
  language: string | null
  application: string | null
}

/** @throws FoyerError `application_unknown`, `user_not_found`, `import_not_found`. */
export const findReader = async (deps: ManagementDeps, caller: Caller, input: ReaderInput): Promise<Reader> => {
  const { organisation, applications } = deps.config
  if (input.application !== undefined) requireApplication(deps.config.settings, input.application)
  const asked =
    input.user !== undefined
      ? await person(deps, caller, input.user)
      : input.importId !== undefined
        ? await firstOf(deps, caller, input.importId, input.gets)
        : null
  const fallback = input.locale ?? organisation.locale
  const found = asked ?? madeUp[fallback]
  const usual = Object.values(applications).find(({ manages }) => !manages) ?? Object.values(applications)[0]
  return {
    userId: found.userId,
    firstName: found.firstName,
    fullName: [found.firstName, found.lastName].filter((part) => part !== null).join(' ') || null,
    address: found.address,
    locale: input.locale ?? pickLocale(found.language, organisation.locale),
    application: input.application ?? found.application ?? usual?.key ?? '',
    profile: found.profile,
  }
}

const nobody = { userId: null, language: null, application: null } as const
const nowhere = { externalId: 'P-1001', postalAddress: null } as const

const madeUp: Record<Locale, Found> = {
  de: {
    ...nobody,
    firstName: 'Mia',
    lastName: 'Muster',
    address: 'mia.muster@example.com',
    profile: { ...nowhere, location: 'Köln', department: 'Logistik' },
  },
  en: {
    ...nobody,
    firstName: 'Sam',
    lastName: 'Sample',
    address: 'sam.sample@example.com',
    profile: { ...nowhere, location: 'Cologne', department: 'Logistics' },
  },
}

const person = async (deps: ManagementDeps, caller: Caller, ref: string): Promise<Found> => {
  const user = await getUser(deps, caller, ref)
  return {
    userId: user.id,
    firstName: user.firstName,
    lastName: user.lastName,
    address: user.email ?? user.emailMasked ?? '',
    language: user.locale,
    application: user.invitation?.application ?? null,
    profile: user as Found['profile'],
  }
}

/** The file's values stand over those on file; `null` where nobody of the import gets such a thing, or its values are gone. */
const firstOf = async (deps: ManagementDeps, caller: Caller, id: string, gets: ReaderInput['gets']): Promise<Found | null> => {
  const { options } = await requireImport(deps, id)
  const first = await deps.store.firstOfImport(id, gets)
  if (first === null) return null
  const values = first.values ?? {}
  const known = first.userId === null ? null : await deps.store.loadPerson({ id: first.userId })
  const before = known === null || known.person.deletedAt !== null ? null : await person(deps, caller, known.person.id)
  if (before === null && first.values === null) return null
  const { street, postcode, town } = values.postalAddress ?? {}
  const postalAddress = street != null && postcode != null && town != null ? { street, postcode, town } : null
  return {
    userId: before?.userId ?? null,
    firstName: values.firstName ?? before?.firstName ?? null,
    lastName: values.lastName ?? before?.lastName ?? null,
    address: values.email?.entered ?? before?.address ?? '',
    language: values.locale ?? before?.language ?? null,
    application: options.application ?? before?.application ?? null,
    profile: {
      externalId: values.externalId ?? before?.profile.externalId ?? null,
      location: values.location ?? before?.profile.location ?? null,
      department: values.department ?? before?.profile.department ?? null,
      postalAddress: postalAddress ?? before?.profile.postalAddress ?? null,
    },
  }
}
