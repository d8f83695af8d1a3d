// The filters of the list of mails, as they stand in the address.

import type { MailFilter, MailKind, MailState } from '@foyer/sdk'
import { withQuery } from '../app/place.ts'
import { MAIL_KINDS, MAIL_STATES } from '../i18n/mail-words.ts'

export interface MailsQuery {
  state: MailState | null
  kind: MailKind | null
  /** Id of the person that they went to. */
  user: string | null
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What the address does not say, or says wrongly, is not filtered by. */
export const readMailsQuery = (query: URLSearchParams): MailsQuery => {
  const user = query.get('user')
  return {
    state: MAIL_STATES.find((state) => state === query.get('state')) ?? null,
    kind: MAIL_KINDS.find((kind) => kind === query.get('kind')) ?? null,
    user: user !== null && UUID.test(user) ? user : null,
  }
}

export const mailsPath = (query: Partial<MailsQuery>): string => withQuery('/mails', { ...query })

export const toMailFilter = ({ state, kind, user }: MailsQuery): MailFilter => ({
  ...(state === null ? {} : { state }),
  ...(kind === null ? {} : { kind }),
  ...(user === null ? {} : { userId: user }),
})
