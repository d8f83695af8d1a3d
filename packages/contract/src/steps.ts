// Every step of a flow, what its screen is told, and which actions it takes. The server answers each action with the next step.

import * as z from 'zod'
import type { LocalText, ProfileFieldView } from './flow-view.ts'

const password = z.string().min(1).max(1024)
const typed = z.string().max(200)

/** Steps × actions with the input of each. An action that a step does not list is refused (`action_not_open`). */
export const stepActions = {
  /** Name and password. */
  sign_in: { sign_in: z.strictObject({ name: z.string().max(320), password }), type_code: z.strictObject({}) },
  /** The code from a mail or a sheet. */
  enter_code: { submit_code: z.strictObject({ code: typed }), back: z.strictObject({}) },
  /** A link was followed; nothing has happened yet. Pressing the button proves that a person did it. */
  open_link: { open: z.strictObject({}) },
  /** Handed over: the address on file, masked, or none. */
  check_email: { give_email: z.strictObject({ email: z.string().max(320) }), keep_email: z.strictObject({}) },
  /** The code that was just mailed to that address. */
  prove_email: { submit_email_code: z.strictObject({ code: typed }), resend: z.strictObject({}), back: z.strictObject({}) },
  accept_legal: {
    accept: z.strictObject({ documents: z.array(z.strictObject({ key: z.string().max(64), version: z.string().max(64) })).max(20) }),
  },
  set_password: { set_password: z.strictObject({ password }) },
  complete_profile: { save_profile: z.strictObject({ fields: z.record(z.string().max(64), z.unknown()) }) },
  /** The way is done: the person is signed in. */
  signed_in: {},
  /** The link or code belongs to an account that is in use already. */
  already_active: { to_sign_in: z.strictObject({}) },
  link_expired: { to_sign_in: z.strictObject({}) },
  link_invalid: { to_sign_in: z.strictObject({}), type_code: z.strictObject({}) },
} as const

/** Taken by every step, changes nothing: answers the step as it stands now, for a reload or another language. */
export const resumeAction = 'resume'

export type StepName = keyof typeof stepActions
export type ActionName<S extends StepName = StepName> = S extends StepName ? keyof (typeof stepActions)[S] & string : never

/** What each step's screen is told. No secret, no account id, no other person's data. */
export interface StepData {
  sign_in: { /** The name typed before, kept over an error or a reload. */ name: string | null }
  enter_code: { code: string | null }
  open_link: { firstName: string | null; expiresAt: string }
  check_email: { emailMasked: string | null; correctable: boolean }
  prove_email: { /** As the holder typed it, or masked when it is the one on file. */ email: string; expiresAt: string }
  accept_legal: { documents: { key: string; version: string; title: string; url: string; type: 'html' | 'pdf' | 'link' }[] }
  set_password: {
    minLength: number
    maxLength: number /** For the password manager: the name that will be used to sign in. */
    name: string
  }
  complete_profile: { fields: ProfileFieldView[]; values: Record<string, unknown>; skippable: boolean }
  signed_in: {
    firstName: string | null
    flow: 'sign_in' | 'activation'
    /** For `exchange`: one use, 60 seconds. */
    code: string | null
    /** Where a sign-in that began elsewhere goes on; a full URL of the application, or `null`. */
    redirect: string | null
    /** The application's own address. */
    applicationUrl: string | null
    /** The name to sign in with next time, masked. */
    nameMasked: string | null
  }
  already_active: Record<never, never>
  link_expired: { contact: string | null }
  link_invalid: { /** A newer link was made since. */ newer: boolean; contact: string | null }
}

export type Step = { [S in StepName]: { name: S; data: StepData[S] } }[StepName]

export type { LocalText }
