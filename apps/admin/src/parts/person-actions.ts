// What may be done to a person, each as a question that says what comes of it.

import { type Handover, isFoyerError, type Role, type User, type UserAction } from '@foyer/sdk'
import { html, nothing, type TemplateResult } from 'lit'
import type { Admin } from '../app/admin.ts'
import { requireTyped } from '../data/bulk-actions.ts'
import { fill, type Words } from '../i18n/words.ts'
import type { Question } from './dialog.ts'
import { selectField, textField } from './field.ts'
import { handOverFields, inviteFields, managingKeys, readInvite } from './invite-fields.ts'
import { personName } from './person-name.ts'

interface Doing {
  admin: Admin
  user: User
  /** Shows what the person is now. */
  show: (user: User) => void
  /** Shows what is to be handed over. */
  hand: (handover: Handover) => void
}

type Ask = (doing: Doing) => Question

const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()
const applicationOptions = ({ settings }: Admin, keys?: readonly string[]) =>
  settings.applications.flatMap(({ key, name }) => (keys === undefined || keys.includes(key) ? [[key, name] as const] : []))
const roleOptions = ({ words, settings }: Admin) => {
  const roles: readonly Role[] = ['viewer', 'helper', 'manager', 'owner']
  return roles.slice(0, roles.indexOf(settings.caller.role) + 1).map((role) => [role, words[`role_${role}`]] as const)
}

/** `ifVersion` goes along where something is overwritten; what is sent or ended counts whatever changed meanwhile. */
const asks: Partial<Record<UserAction, Ask>> = {
  send: ({ admin, user, show }) => {
    const { words, foyer, tell } = admin
    return {
      title: user.status === 'invited' ? words.sendAgain : words.send,
      body: inviteFields(admin, user.invitation?.application),
      action: user.status === 'invited' ? words.sendAgain : words.send,
      async act(form) {
        show(await foyer.invitations.send(user.id, readInvite(form, managingKeys(admin))))
        tell(words.sendDone)
      },
    }
  },
  handOver: ({ admin, user, show, hand }) => ({
    title: admin.words.handOver,
    body: html`<p>${admin.words.handOverText}</p>
      ${handOverFields(admin, user.invitation?.application)}`,
    action: admin.words.handOverShow,
    async act(form) {
      const { message: _, ...invite } = readInvite(form, managingKeys(admin))
      hand(await admin.foyer.invitations.handOver(user.id, invite))
      show(await admin.foyer.users.get(user.id))
    },
  }),
  renew: ({ admin: { words, foyer, tell }, user, show }) => ({
    title: words.renew,
    body: html`<p>${words.renewText}</p>
      ${user.email === null && user.emailMasked === null ? nothing : html`<label class="check"><input type="checkbox" name="send" checked />${words.renewSend}</label>`}`,
    action: words.renew,
    async act(form) {
      show(await foyer.invitations.renew(user.id, { send: form.get('send') !== null }))
      tell(words.renewDone)
    },
  }),
  revoke: ({ admin: { words, foyer, tell }, user, show }) => ({
    title: words.revoke,
    body: html`<p>${words.revokeText}</p>`,
    action: words.revoke,
    danger: true,
    async act() {
      show(await foyer.invitations.revoke(user.id))
      tell(words.revokeDone)
    },
  }),
  changeEmail: ({ admin: { words, foyer, tell }, user, show }) => {
    // What stands on the screen: whoever is overtaken is told, and what was typed stays.
    let seen = user
    return {
      title: words.changeEmail,
      body: html`${textField({ name: 'newEmail', label: words.newEmail, type: 'email', value: user.email ?? '', max: 320 })}
      ${selectField({
        name: 'send',
        label: words.sendAtOnce,
        value: user.status === 'invited' ? 'invitation' : '',
        options: [
          ['', words.sendNothing],
          ...(user.status === 'invited' ? [['invitation', words.sendInvitation] as const] : []),
          ['confirmation', words.sendConfirmationOnly],
        ],
      })}`,
      action: words.changeEmail,
      async act(form) {
        const wanted = text(form, 'send')
        const send: 'invitation' | 'confirmation' | null = wanted === 'invitation' || wanted === 'confirmation' ? wanted : null
        const input = { email: text(form, 'newEmail') || null, ...(send === null ? {} : { send }) }
        try {
          show(await foyer.users.changeEmail(user.id, input, { ifVersion: seen.version }))
          tell(words.changeEmailDone)
        } catch (error) {
          if (!isFoyerError(error, 'changed_meanwhile')) throw error
          seen = await foyer.users.get(user.id)
          show(seen)
          throw new Error(fill(words.meanwhileEmail, { email: seen.email ?? seen.emailMasked ?? words.none }))
        }
      },
    }
  },
  sendConfirmation: simple('sendConfirmation', ({ foyer }, { id }) => foyer.users.sendConfirmation(id)),
  sendRecovery: simple('sendRecovery', ({ foyer }, { id }) => foyer.users.sendRecovery(id)),
  reactivate: simple('reactivate', ({ foyer }, { id }) => foyer.users.reactivate(id)),
  grantAccess: ({ admin, user, show }) => {
    const { words, foyer, tell, settings } = admin
    const managing = settings.applications.filter(({ manages }) => manages).map(({ key }) => key)
    return {
      title: words.grantAccess,
      body: html`${selectField({ name: 'application', label: words.application, options: applicationOptions(admin) })}
        ${selectField({ name: 'role', label: words.role, options: roleOptions(admin) })}`,
      action: words.grantAccess,
      async act(form) {
        const application = text(form, 'application')
        const role = managing.includes(application) ? { role: text(form, 'role') as Role } : {}
        show(await foyer.users.grantAccess(user.id, { application, ...role }))
        tell(words.grantAccessDone)
      },
    }
  },
  withdrawAccess: ({ admin, user, show }) => ({
    title: admin.words.withdrawAccess,
    body: html`<p>${admin.words.withdrawAccessText}</p>
      ${selectField({
        name: 'application',
        label: admin.words.application,
        options: applicationOptions(
          admin,
          user.access.map(({ application }) => application),
        ),
      })}`,
    action: admin.words.withdrawAccess,
    danger: true,
    async act(form) {
      show(await admin.foyer.users.withdrawAccess(user.id, { application: text(form, 'application') }))
      admin.tell(admin.words.withdrawAccessDone)
    },
  }),
  deactivate: ({ admin: { words, foyer, tell }, user, show }) => ({
    title: words.deactivate,
    body: html`<p>${words.deactivateText}</p>
      ${textField({ name: 'at', label: `${words.deactivateAt} (${words.optional})`, type: 'date' })}
      ${textField({ name: 'reason', label: `${words.reason} (${words.optional})`, max: 500 })}`,
    action: words.deactivate,
    danger: true,
    async act(form) {
      const [at, reason] = [text(form, 'at'), text(form, 'reason')]
      show(await foyer.users.deactivate(user.id, { ...(at === '' ? {} : { at }), ...(reason === '' ? {} : { reason }) }))
      tell(at === '' ? fill(words.deactivateDone, { name: personName(user, words) }) : words.deactivatePlanned)
    },
  }),
  resetAccess: ({ admin: { words, foyer, tell }, user, show }) => ({
    title: words.resetAccess,
    body: html`<p>${words.resetAccessText}</p>
      ${textField({ name: 'newEmail', label: words.newEmail, type: 'email', max: 320 })}
      ${textField({ name: 'reason', label: words.reason, required: true, max: 500 })} ${typed(words, personName(user, words))}`,
    action: words.resetAccess,
    danger: true,
    async act(form) {
      requireTyped(form, { words }, personName(user, words))
      const email = text(form, 'newEmail')
      show(await foyer.users.resetAccess(user.id, { reason: text(form, 'reason'), ...(email === '' ? {} : { email }) }))
      tell(words.resetAccessDone)
    },
  }),
  delete: ({ admin: { words, foyer, tell, go }, user }) => ({
    title: words.delete,
    body: html`<p>${words.deleteText}</p>
      ${typed(words, personName(user, words))}`,
    action: words.delete,
    danger: true,
    async act(form) {
      requireTyped(form, { words }, personName(user, words))
      await foyer.users.delete(user.id)
      tell(fill(words.deleteDone, { name: personName(user, words) }))
      go('/people', { replace: true })
    },
  }),
}

/** `null` for what has no screen here. */
export const questionFor = (action: UserAction, doing: Doing): Question | null => asks[action]?.(doing) ?? null

const DANGEROUS: readonly UserAction[] = ['revoke', 'withdrawAccess', 'deactivate', 'resetAccess', 'delete']

export const isDangerous = (action: UserAction): boolean => DANGEROUS.includes(action)

export const actionLabel = (action: UserAction, user: User, words: Words): string =>
  action === 'send' && user.status === 'invited' ? words.sendAgain : words[action]

function simple(action: 'sendConfirmation' | 'sendRecovery' | 'reactivate', run: (admin: Admin, user: User) => Promise<User>): Ask {
  return ({ admin, user, show }) => ({
    title: admin.words[action],
    body: html`<p><b>${personName(user, admin.words)}</b> ${user.email ?? user.emailMasked ?? ''}</p>
      <p>${admin.words[`${action}Text`]}</p>`,
    action: admin.words[action],
    async act() {
      show(await run(admin, user))
      admin.tell(admin.words[`${action}Done`])
    },
  })
}

const typed = (words: Words, wanted: string): TemplateResult =>
  textField({ name: 'typed', label: fill(words.typeToConfirm, { text: wanted }), required: true })
