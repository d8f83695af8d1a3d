// All screens but the first, by the name of their step.

import type { FlowView, StepName } from '@foyer/contract'
import { loadLaterWords } from '../i18n/load-later-words.ts'
import type { Speech } from '../i18n/speak.ts'
import type { FirstKey } from '../i18n/words.ts'
import { progress } from '../parts/progress.ts'
import { alreadyActive } from './already-active.ts'
import { completeProfile } from './complete-profile.ts'
import { continueAs } from './continue-as.ts'
import { emailConfirmed } from './email-confirmed.ts'
import { enterCode } from './enter-code.ts'
import { linkExpired } from './link-expired.ts'
import { linkInvalid } from './link-invalid.ts'
import { mailSent } from './mail-sent.ts'
import { openLink } from './open-link.ts'
import { otherAccount } from './other-account.ts'
import { recover } from './recover.ts'
import { recoverCode } from './recover-code.ts'
import { recovered } from './recovered.ts'
import { refuse } from './refuse.ts'
import { refused } from './refused.ts'
import type { Scene, Screen } from './screen.ts'
import { sendInvitation } from './send-invitation.ts'
import { setPassword } from './set-password.ts'
import { signedIn } from './signed-in.ts'
import { unknownStep } from './unknown-step.ts'

/** Steps whose screens and words are in a file of their own. */
const HANDED_OVER: readonly StepName[] = ['answer_question', 'check_email', 'other_device', 'prove_email']
const FACTORS: readonly StepName[] = ['second_factor', 'set_up_totp', 'backup_codes']
const LEGAL: readonly StepName[] = ['accept_legal', 'legal_declined']
const QUESTIONS: readonly StepName[] = ['own_device', 'offer_passkey', 'keep_account', 'account_kept']

const screens: { readonly [S in StepName]?: Screen<S> } = {
  continue_as: continueAs,
  email_confirmed: emailConfirmed,
  mail_sent: mailSent,
  other_account: otherAccount,
  recover: recover,
  recover_code: recoverCode,
  recovered: recovered,
  refuse: refuse,
  refused: refused,
  send_invitation: sendInvitation,
  enter_code: enterCode,
  open_link: openLink,
  set_password: setPassword,
  complete_profile: completeProfile,
  signed_in: signedIn,
  already_active: alreadyActive,
  link_expired: linkExpired,
  link_invalid: linkInvalid,
}

/** A step that is not in the table has a newer server behind it, and gets a link to the hosted page. */
export async function prepareLater(view: FlowView, first: Speech<FirstKey>, server: string): Promise<Scene> {
  const { name, data } = view.step
  const [words, apart] = await Promise.all([loadLaterWords(first.locale), loadApart(name)])
  const learned = first.learn(words)
  const speech = apart ? learned.learn(await apart.loadWords(first.locale)) : (learned as Speech)
  const known: Readonly<Record<string, unknown>> = apart?.screens ?? screens
  const screen = Object.hasOwn(known, name) ? (known[name] as Screen<never>) : unknownStep(server)
  return {
    speech,
    styles: apart?.styles,
    screen: (context) => ({ above: progress(context.kit, speech, view), ...screen({ ...context, data: data as never, speech }) }),
  }
}

/** The file that a step's screen is in, where it is not this one. */
async function loadApart(name: StepName) {
  if (HANDED_OVER.includes(name)) return import('../handover.ts')
  if (FACTORS.includes(name)) return import('../factors.ts')
  if (LEGAL.includes(name)) return import('../legal.ts')
  return QUESTIONS.includes(name) ? import('../questions.ts') : undefined
}
