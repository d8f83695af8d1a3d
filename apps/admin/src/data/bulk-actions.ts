// What can be done to many people at once.

import type { BulkOptions, BulkResult, UserAction } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { fill } from '../i18n/words.ts'
import { textField } from '../parts/field.ts'
import { inviteFields, managingKeys, readInvite } from '../parts/invite-fields.ts'
import { mayDo } from './may-do.ts'
import type { toSdk } from './selection.ts'

export type BulkKind = 'invite' | 'sendAgain' | 'deactivate'

interface BulkAction {
  kind: BulkKind
  /** What the role has to allow. */
  needs: UserAction
  title: 'inviteMany' | 'sendAgainMany' | 'deactivateMany'
  text: 'inviteManyText' | 'sendAgainManyText' | 'deactivateManyText'
  danger: boolean
  /** From so many people on, their number is typed to confirm. */
  typedFrom: number
  fields(admin: Admin): TemplateResult | typeof nothing
  run(admin: Admin, selection: ReturnType<typeof toSdk>, form: FormData, options: BulkOptions): Promise<BulkResult>
}

const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()

const actions: readonly BulkAction[] = [
  {
    kind: 'invite',
    needs: 'send',
    title: 'inviteMany',
    text: 'inviteManyText',
    danger: false,
    typedFrom: 200,
    fields: (admin) => inviteFields(admin, '', { initialPassword: false }),
    run: (admin, selection, form, options) => {
      const { initialPassword: _, ...invite } = readInvite(form, managingKeys(admin))
      return admin.foyer.invitations.sendMany(selection, invite, options)
    },
  },
  {
    kind: 'sendAgain',
    needs: 'send',
    title: 'sendAgainMany',
    text: 'sendAgainManyText',
    danger: false,
    typedFrom: 200,
    fields: () => nothing,
    run: ({ foyer }, selection, _, options) => foyer.invitations.sendAgain(selection, options),
  },
  {
    kind: 'deactivate',
    needs: 'deactivate',
    title: 'deactivateMany',
    text: 'deactivateManyText',
    danger: true,
    typedFrom: 10,
    fields: ({ words }) =>
      html`${textField({ name: 'at', label: `${words.deactivateAt} (${words.optional})`, type: 'date' })}
        ${textField({ name: 'reason', label: `${words.reason} (${words.optional})`, max: 500 })}`,
    run: ({ foyer }, selection, form, options) => {
      const [at, reason] = [text(form, 'at'), text(form, 'reason')]
      return foyer.users.deactivateMany(selection, { ...(at === '' ? {} : { at }), ...(reason === '' ? {} : { reason }) }, options)
    },
  },
]

/** Those that the role allows. */
export const bulkActions = (admin: Admin): BulkAction[] => actions.filter(({ needs }) => mayDo(needs, admin))

export const bulkAction = (kind: BulkKind): BulkAction | undefined => actions.find((action) => action.kind === kind)

/** @throws Error that says what to type, unless it was typed */
export const requireTyped = (form: FormData, { words }: Pick<Admin, 'words'>, wanted: string): void => {
  if (text(form, 'typed') !== wanted.trim()) throw new Error(fill(words.typeToConfirm, { text: wanted }))
}
