// Calls on legal documents: what there is, who accepted what, and the ledger as proof.

import type { OutputOf, UserRef } from '@foyer/contract'
import { refText } from './build-request.ts'
import type { CallOptions } from './client-options.ts'
import { FoyerError } from './errors.ts'
import type { FoyerFile } from './file.ts'
import { type Pages, pages } from './list.ts'
import type { Send } from './request.ts'

export type LegalDocument = OutputOf<'legal.documents'>['items'][number]
export type LegalPerson = OutputOf<'legal.people'>['items'][number]
export type LegalEntry = OutputOf<'legal.entries'>['items'][number]

export interface LedgerFilter {
  /** Key of the document in the configuration. */
  document?: string | undefined
  version?: string | undefined
  user?: UserRef | undefined
}

/** Needs a key of scope `legal:read`. Roles: viewer and above. */
export interface Legal {
  /** Each document with its versions, texts and counts; the counts are at most 30 seconds old. */
  documents(options?: CallOptions): Promise<LegalDocument[]>
  /**
   * Who accepted the present version (or another `version`), newest first; who is online and still has to (`missing`), by name; who took
   * a consent back (`withdrawn`).
   * @throws FoyerError `document_not_found`
   */
  people(document: string, filter: { state: 'accepted' | 'missing' | 'withdrawn'; version?: string | undefined }): Pages<LegalPerson>
  /** The ledger of a document or a person, oldest first; entries of erased people have no name. @throws FoyerError `user_not_found` */
  entries(filter?: LedgerFilter): Pages<LegalEntry>
  /** The same as CSV that spreadsheets run nothing of. */
  export(filter?: LedgerFilter & { locale?: 'de' | 'en' | undefined }, options?: CallOptions): Promise<FoyerFile>
}

export function legal(send: Send): Legal {
  return {
    async documents(options) {
      const { items } = await send<OutputOf<'legal.documents'>>({ route: 'legal.documents' }, options)
      return items
    },
    people: (document, filter) =>
      pages(async ({ after, limit, ...options }) =>
        send({ route: 'legal.people', key: known(document), input: { ...filter, after: after ?? undefined, limit } }, options),
      ),
    entries: (filter = {}) =>
      pages(({ after, limit, ...options }) =>
        send({ route: 'legal.entries', input: { ...named(filter), after: after ?? undefined, limit } }, options),
      ),
    export: ({ locale, ...filter } = {}, options) => send({ route: 'legal.export', input: { ...named(filter), locale } }, options),
  }
}

const named = ({ user, ...filter }: LedgerFilter) => ({ ...filter, user: user === undefined ? undefined : refText(user) })

/** As the configuration spells keys. What cannot be one names no document, so nothing is sent for it. */
const KEY = /^[a-z][a-z0-9_-]{0,31}$/

function known(document: string): string {
  if (KEY.test(document)) return document
  throw new FoyerError('document_not_found', { document }, { status: 404, message: 'No document has this key.' })
}
