// The two calls behind the holder's own page.

import { accountActedSchema, accountActions, accountViewSchema, type OutputOf } from '@foyer/contract'
import { FoyerError } from '@foyer/core'
import { actions, type Result } from '../account/account-actions.ts'
import { type AccountSession, isFresh, openAccount } from '../account/account-session.ts'
import { accountView } from '../account/account-view.ts'
import { pickLocale } from '../text.ts'
import type { AppContext } from './request-context.ts'
import type { Call } from './serve-route.ts'
import { validate } from './validate.ts'

export const readAccount = async ({ c, deps, input }: Call<'account.read'>): Promise<OutputOf<'account.read'>> => ({
  view: accountViewSchema.parse(await accountView(await openAccount(deps, c, input.application, localeOf(c, input.locale)))),
})

/** @throws FoyerError `unauthenticated`, `action_not_open`, `reauthentication_required`, `invalid_input`, and those of the action. */
export const actOnAccount = async ({ c, deps, input }: Call<'account.act'>): Promise<OutputOf<'account.act'>> => {
  const { application, action, locale } = input
  const account = await openAccount(deps, c, application, localeOf(c, locale))
  const known = Object.hasOwn(accountActions, action) ? accountActions[action as keyof typeof accountActions] : undefined
  if (known === undefined) throw new FoyerError('action_not_open')
  if (known.sensitive && !isFresh(account)) throw new FoyerError('reauthentication_required')
  const act = actions[action as keyof typeof actions] as (account: AccountSession, input: unknown) => Promise<Result | undefined>
  const result = (await act(account, validate(known.input, input.input))) ?? null
  return accountActedSchema.parse({ result, view: await accountView(result?.kind === 'erasing' ? account : await reopened(account)) })
}

const localeOf = (c: AppContext, wanted: string | undefined) => pickLocale(wanted, c.var.facts.locale)

/** As it stands after the action; the cookie of the request may be worth nothing by now. @throws FoyerError `unauthenticated`. */
const reopened = async (account: AccountSession): Promise<AccountSession> => {
  const { store } = account.deps
  const [session, loaded] = [await store.readSession(account.session.id), await store.loadPerson({ id: account.person.id })]
  if (session === null || loaded === null) throw new FoyerError('unauthenticated')
  return { ...account, session, person: loaded.person, now: loaded.now }
}
