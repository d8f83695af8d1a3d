// Every step of a flow, what its screen is told, and which actions it takes. The server answers each action with the next step.

import * as z from 'zod'
import type { ProfileFieldView } from './flow-view.ts'
import { type PasskeyCreation, type PasskeyRequest, passkeyAssertion, passkeyAttestation, type TotpSetup } from './passkeys.ts'

const password = z.string().min(1).max(1024)
const typed = z.string().max(200)
const name = z.string().max(320)
const keep = z.array(z.string().max(1400)).max(50).optional()
const nothing = z.strictObject({})

/** Steps × actions with the input of each. An action that a step does not list is refused (`action_not_open`). */
export const stepActions = {
  /** Name and password. `forgot` takes along what was typed. */
  sign_in: {
    sign_in: z.strictObject({ name, password }),
    /** Chosen from the field's suggestions or by the button; names the person by itself. */
    use_passkey: z.strictObject({ response: passkeyAssertion }),
    type_code: nothing,
    forgot: z.strictObject({ name: name.optional() }),
  },
  /** Somebody is signed in to this application in this browser already. */
  continue_as: { continue: nothing, other: nothing },
  /** The code from a mail or a sheet. */
  enter_code: { submit_code: z.strictObject({ code: typed }), send_again: nothing, back: nothing },
  /** Have the invitation sent again: the same answer for every address. */
  send_invitation: { request: z.strictObject({ name }), back: nothing },
  /** Forgotten password: the same answer for every name. */
  recover: { request: z.strictObject({ name }), back: nothing },
  /** The code of the recovery mail; its link works on any device. */
  recover_code: { submit_code: z.strictObject({ code: typed }), resend: nothing, back: nothing },
  /** The new password stands; nobody is signed in by it. */
  recovered: { to_sign_in: nothing },
  /** If there is somebody to write to, a mail is on its way. */
  mail_sent: { to_sign_in: nothing, type_code: nothing },
  /** A link was followed; nothing has happened yet. Pressing the button proves that a person did it. */
  open_link: { open: nothing, other_device: nothing },
  /** The typed code of the same secret, for whoever scanned a picture and would rather go on elsewhere. */
  other_device: { back: nothing },
  /** What was handed over asks for one thing on file. Five wrong answers stop it. */
  answer_question: { answer: z.strictObject({ answer: typed }) },
  /** A link was followed while somebody else is signed in here. The link stays unused until they decide. */
  other_account: { sign_out: nothing, leave: nothing },
  /** The address was confirmed, and nothing else. */
  email_confirmed: { to_sign_in: nothing },
  /** "Not for you?": pressing the button stops mails to this address. */
  refuse: { refuse: nothing },
  refused: {},
  /**
   * Handed over: the address on file, masked, or none. An address that looks like a slip of a large mail domain is asked
   * about once more unless `sure`. `without_email` where `mayGoWithout` says so.
   */
  check_email: {
    give_email: z.strictObject({ email: z.string().max(320), sure: z.boolean().optional() }),
    keep_email: nothing,
    without_email: nothing,
  },
  /** The code that was just mailed to that address. */
  prove_email: { submit_email_code: z.strictObject({ code: typed }), resend: nothing, back: nothing },
  accept_legal: {
    accept: z.strictObject({ documents: z.array(z.strictObject({ key: z.string().max(64), version: z.string().max(64) })).max(20) }),
    /** Nobody is signed in then; whoever was already, no longer is. */
    decline: nothing,
  },
  /** Without the required documents there is no session. */
  legal_declined: { to_sign_in: nothing },
  /** The own password, or a passkey in its place. After a recovery `keep` names the passkeys that stay; without it all do. */
  set_password: {
    set_password: z.strictObject({ password, keep }),
    create_passkey: z.strictObject({ response: passkeyAttestation, keep }),
  },
  /** After the password: the code of the authenticator app, or a backup code. */
  second_factor: { submit_factor: z.strictObject({ code: typed }), to_sign_in: nothing },
  /** The application insists on a second factor, and there is none yet. */
  set_up_totp: { confirm_totp: z.strictObject({ code: typed }), to_sign_in: nothing },
  /** Shown once, right after the app was set up. */
  backup_codes: { continue: nothing },
  complete_profile: { save_profile: z.strictObject({ fields: z.record(z.string().max(64), z.unknown()) }) },
  /** The holder wished to be erased and comes back, signed in or by the mailed link. Only pressing the button keeps the account. */
  keep_account: { keep: nothing, to_sign_in: nothing },
  /** Kept by the link; nobody is signed in by it. */
  account_kept: { to_sign_in: nothing },
  /** Whose device this is. Somebody's own keeps the sign-in; on a shared one it ends with the browser and after 30 minutes without use. */
  own_device: { own: nothing, shared: nothing },
  /** After a password: a passkey for the next time, or not. */
  offer_passkey: { create_passkey: z.strictObject({ response: passkeyAttestation }), skip: nothing },
  /** The way is done: the person is signed in. `sign_out` ends everything that this sign-in began. */
  signed_in: { sign_out: nothing },
  /** The link or code belongs to an account that is in use already. */
  already_active: { to_sign_in: nothing },
  /** `send_new` goes to the stored address, where there is one that was mailed before; the answer is always the same. */
  link_expired: { send_new: nothing, to_sign_in: nothing },
  link_invalid: { to_sign_in: nothing, type_code: nothing, forgot: nothing },
} as const

/** Taken by every step, changes nothing: answers the step as it stands now, for a reload or another language. */
export const resumeAction = 'resume'

export type StepName = keyof typeof stepActions
export type ActionName<S extends StepName = StepName> = S extends StepName ? keyof (typeof stepActions)[S] & string : never

/** What each step's screen is told. No secret, no account id, no other person's data. */
export interface StepData {
  sign_in: {
    /** The name typed before, kept over an error or a reload. */
    name: string | null
    /** People without a mailbox sign in by number here. */
    byNumber: boolean
    /** Where passkeys are taken: what to ask the browser for. Good for five minutes and one try; `resume` brings a new one. */
    passkey: PasskeyRequest | null
  }
  continue_as: { firstName: string | null; nameMasked: string | null }
  enter_code: { code: string | null }
  send_invitation: { name: string | null }
  recover: {
    name: string | null /** Set where people without a mailbox sign in by number: whom to ask instead. */
    withoutMailbox: boolean
    contact: string | null
  }
  recover_code: { /** As typed. */ name: string; expiresInMinutes: number; withoutMailbox: boolean; contact: string | null }
  recovered: { nameMasked: string | null }
  mail_sent: { /** What was asked for. */ purpose: 'activation' | 'recovery'; contact: string | null }
  open_link: {
    firstName: string | null
    expiresAt: string
    purpose: 'activation' | 'recovery' | 'confirmation' | 'undo'
    /** Whether `other_device` is open: for what was handed over. */
    otherDevice: boolean
  }
  other_device: { /** Four groups of four. */ code: string /** Where to type it. */; url: string; expiresAt: string }
  answer_question: { label: string; hint: string | null; type: 'text' | 'number' | 'date' | 'phone'; contact: string | null }
  other_account: { /** Who is signed in now. */ firstName: string | null; nameMasked: string | null }
  email_confirmed: { emailMasked: string | null /** An invitation is open: the way on is in its own mail. */; invited: boolean }
  refuse: { emailMasked: string | null }
  refused: { contact: string | null }
  check_email: {
    emailMasked: string | null
    correctable: boolean
    /** Whether somebody without a mailbox may go on under their number. */
    mayGoWithout: boolean
    /** What was typed looks like a slip of a large mail domain: give one of the two, `sure`. */
    doubt: { typed: string; suggestion: string } | null
  }
  prove_email: { /** As the holder typed it, or masked when it is the one on file. */ email: string; expiresAt: string }
  accept_legal: {
    documents: {
      key: string
      version: string
      title: string
      url: string
      type: 'html' | 'pdf' | 'link'
      /** May be left out of `accept`. */
      optional: boolean
      /** The version that this person accepted before; `null` for a document that is new to them. */
      earlier: string | null
    }[]
  }
  legal_declined: { /** Titles of what is required. */ documents: string[]; flow: 'sign_in' | 'activation'; contact: string | null }
  set_password: {
    purpose: 'activation' | 'recovery'
    minLength: number
    maxLength: number /** For the password manager: the name that will be used to sign in. */
    name: string
    /** Where passkeys are taken: what to ask the browser for, in place of a password or, where `required`, instead of any. */
    passkey: { options: PasskeyCreation; required: boolean } | null
    /** After a recovery: the passkeys on the account, to be kept or not. */
    passkeys: { id: string; name: string; createdAt: string }[]
  }
  second_factor: Record<never, never>
  set_up_totp: TotpSetup
  backup_codes: { codes: string[] }
  keep_account: { firstName: string | null /** When it would be erased. */; eraseAt: string }
  account_kept: { nameMasked: string | null }
  own_device: Record<never, never>
  offer_passkey: { passkey: { options: PasskeyCreation; required: boolean } | null }
  complete_profile: { fields: ProfileFieldView[]; values: Record<string, unknown>; skippable: boolean }
  signed_in: {
    firstName: string | null
    flow: 'sign_in' | 'activation'
    /** On a device that others use too: it remembers nobody. */
    shared: boolean
    /** For `exchange`: one use, 60 seconds. */
    code: string | null
    /** Where a sign-in that began elsewhere goes on; a full URL of the application, or `null`. */
    redirect: string | null
    /** The application's own address. */
    applicationUrl: string | null
    /** Origins listed for the application: where `return-to` may lead. */
    origins: string[]
    /** Where its app is to be had, for the one button by device. */
    stores: { apple: string | null; google: string | null }
    /** The name to sign in with next time, masked. */
    nameMasked: string | null
  }
  already_active: Record<never, never>
  link_expired: { purpose: 'activation' | 'recovery' | 'confirmation' | 'undo'; contact: string | null }
  link_invalid: { /** A newer link was made since. */ newer: boolean; contact: string | null }
}

export type Step = { [S in StepName]: { name: S; data: StepData[S] } }[StepName]
