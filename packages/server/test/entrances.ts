// Every action that a flow takes, as an outsider meets it: which of them name somebody, and how one gets there.

import type { Browser, View } from './browser.ts'
import type { Ground } from './ground.ts'
import type { Named } from './six-states.ts'

const DAY_MS = 86_400_000
const WRONG = 'ganz sicher nicht das Passwort'
const INITIAL = 'Willkommen im Lager Nord 7'

export interface Entrance {
  at: (ground: Ground, browser: Browser, who: Named) => Promise<View>
  /** `count` is how many tries came before. */
  input?: (who: Named, count: number) => Record<string, unknown>
}

export const startAt =
  (begin: string, ...way: [action: string, input?: (who: Named) => Record<string, unknown>][]): Entrance['at'] =>
  async (_, browser, who) => {
    let view = await browser.start({ begin })
    for (const [action, input] of way) view = await browser.act(view, action, input?.(who))
    return view
  }

const named = ({ name }: Named) => ({ name })

/** No invitation's and no mail's. */
const wrongCode = (at: number, length: number): string =>
  `${'2'.repeat(length)}${at.toString(27)}`.slice(-length).replaceAll(/[01ilo]/g, 'z')

/** Opened by a password that was handed over, where an address may be typed: `who` is whose address it is. */
const inActivation: Entrance['at'] = async ({ foyer, everyState }, browser) => {
  const [own] = (await everyState()).filter(({ state }) => state === 'offline')
  const invite = { application: 'app', initialPassword: { value: INITIAL } }
  const { status, text } = await foyer.manage('POST', `/api/users/${own?.id}/invitation`, invite)
  if (own === undefined || status !== 200) throw new Error(`Inviting answered ${status}: ${text}`)
  return browser.act(await browser.start(), 'sign_in', { name: own.name, password: INITIAL })
}

const withTypedAddress: Entrance['at'] = async (ground, browser, who) =>
  browser.act(await inActivation(ground, browser, who), 'give_email', { email: who.name, sure: true })

/** The link of an invitation that has run out; mails to some of these people came back since. */
const atExpiredLink: Entrance['at'] = async ({ foyer, derive, later }, browser, who) => {
  const id = await foyer.enter({ email: `again.${who.name}`, invite: { application: 'app' } })
  const { person } = (await foyer.store.loadPerson({ id })) ?? {}
  if (person?.invitation == null || person.email === null) throw new Error('Nobody was invited')
  const address = { canonical: person.email.canonical, revision: person.emailRevision }
  const link = derive.linkToken(person.invitation, 'mail_link', address)
  await later(20 * DAY_MS)
  if (who.state === 'online' || who.state === 'offline')
    await foyer.store.changePerson(
      { id },
      (found, now) => ({
        person: { ...found, email: found.email === null ? null : { ...found.email, bouncedAt: now } },
        events: [],
        jobs: [],
        endSessions: [],
      }),
      { actor: 'system' },
    )
  return browser.start({ link })
}

/** Actions that name somebody, or something of somebody, without having proven anything about them. */
export const entrances = {
  'sign_in.sign_in': { at: startAt('sign_in'), input: ({ name }) => ({ name, password: WRONG }) },
  'sign_in.forgot': { at: startAt('sign_in'), input: named },
  'enter_code.submit_code': { at: startAt('enter_code'), input: ({ locator }, count) => ({ code: `${locator}${wrongCode(count, 10)}` }) },
  'send_invitation.request': { at: startAt('enter_code', ['send_again']), input: named },
  'recover.request': { at: startAt('recover'), input: named },
  'recover_code.submit_code': { at: startAt('recover', ['request', named]), input: (_, count) => ({ code: wrongCode(count, 8) }) },
  'recover_code.resend': { at: startAt('recover', ['request', named]) },
  'recover_code.back': { at: startAt('recover', ['request', named]) },
  'check_email.give_email': { at: inActivation, input: ({ name }) => ({ email: name, sure: true }) },
  'prove_email.submit_email_code': { at: withTypedAddress, input: (_, count) => ({ code: wrongCode(count, 8) }) },
  'prove_email.resend': { at: withTypedAddress },
  'prove_email.back': { at: withTypedAddress },
  'link_expired.send_new': { at: atExpiredLink },
} satisfies Record<string, Entrance>

export type EntranceName = keyof typeof entrances

/** The others name nobody: they move between empty screens, or whoever takes them has shown a secret or a session of their own. */
export const namesNobody = {
  moves: [
    'sign_in.type_code',
    'enter_code.send_again',
    'enter_code.back',
    'send_invitation.back',
    'recover.back',
    'recovered.to_sign_in',
    'mail_sent.to_sign_in',
    'mail_sent.type_code',
    'email_confirmed.to_sign_in',
    'already_active.to_sign_in',
    'link_expired.to_sign_in',
    'link_invalid.to_sign_in',
    'link_invalid.type_code',
    'link_invalid.forgot',
  ],
  'has shown a link, a code or a password that was right': [
    'open_link.open',
    'refuse.refuse',
    'check_email.keep_email',
    'accept_legal.accept',
    'accept_legal.decline',
    'legal_declined.to_sign_in',
    'set_password.set_password',
    'set_password.create_passkey',
    'second_factor.submit_factor',
    'second_factor.to_sign_in',
    'set_up_totp.confirm_totp',
    'set_up_totp.to_sign_in',
    'backup_codes.continue',
    'complete_profile.save_profile',
    'open_link.other_device',
    'other_device.back',
    'answer_question.answer',
    'check_email.without_email',
    'keep_account.keep',
    'keep_account.to_sign_in',
    'account_kept.to_sign_in',
    'own_device.own',
    'own_device.shared',
    'offer_passkey.create_passkey',
    'offer_passkey.skip',
  ],
  'has a passkey, whose answers are held alike in passkeys.test.ts': ['sign_in.use_passkey'],
  'has a session': ['continue_as.continue', 'continue_as.other', 'other_account.sign_out', 'other_account.leave', 'signed_in.sign_out'],
} as const
