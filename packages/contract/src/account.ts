// The holder's own account: one call that reads all of it, one that acts on it.

import * as z from 'zod'
import { organisationSchema } from './flows.ts'
import { passkeyAssertion, passkeyAttestation, passkeyCreationSchema, passkeyRequestSchema, totpSetupSchema } from './passkeys.ts'

const nothing = z.strictObject({})
const ticket = z.string().max(3000)
const passkeyId = z.string().min(1).max(1400)
const password = z.string().min(1).max(1024)
const code = z.string().max(200)

/** Actions with the input of each. `sensitive` ones want a proof of the last ten minutes: `reauthentication_required` otherwise. */
export const accountActions = {
  /** With the password, and the code of the second factor where there is one, or with a passkey. */
  reauthenticate: {
    sensitive: false,
    input: z.union([z.strictObject({ password, code: code.optional() }), z.strictObject({ ticket, response: passkeyAssertion })]),
  },
  set_password: { sensitive: true, input: z.strictObject({ password }) },
  add_passkey: { sensitive: true, input: z.strictObject({ ticket, response: passkeyAttestation }) },
  rename_passkey: { sensitive: false, input: z.strictObject({ id: passkeyId, name: z.string().max(200) }) },
  remove_passkey: { sensitive: true, input: z.strictObject({ id: passkeyId }) },
  /** Answers the key of an authenticator app; nothing is kept before a code of it was shown. */
  start_totp: { sensitive: true, input: nothing },
  confirm_totp: { sensitive: true, input: z.strictObject({ ticket, code }) },
  remove_totp: { sensitive: true, input: nothing },
  make_backup_codes: { sensitive: true, input: nothing },
  end_session: { sensitive: false, input: z.strictObject({ id: z.string().max(64) }) },
  end_other_sessions: { sensitive: false, input: nothing },
  /** The address on file stays in force until the new mailbox confirms. The answer is the same for an address of somebody else. */
  change_email: { sensitive: true, input: z.strictObject({ email: z.string().max(320) }) },
  /** The code from the mail to the new address, beside its link. Five tries a day, whatever is waiting. */
  confirm_email: { sensitive: false, input: z.strictObject({ code }) },
  save_profile: { sensitive: false, input: z.strictObject({ fields: z.record(z.string().max(64), z.unknown()) }) },
  /** Whether a sign-in in a browser that was never seen is told by mail. */
  choose_notices: { sensitive: true, input: z.strictObject({ newSignIn: z.boolean() }) },
  /** An optional document, in the version that the page shows. */
  give_consent: { sensitive: false, input: z.strictObject({ key: z.string().max(64), version: z.string().max(64) }) },
  withdraw_consent: { sensitive: false, input: z.strictObject({ key: z.string().max(64) }) },
  /** Everything on file about the holder, as JSON. */
  read_data: { sensitive: true, input: nothing },
  /** Ends all sessions now; the account goes when the time of the policy is over, unless its holder signs in and keeps it. */
  erase_account: { sensitive: true, input: nothing },
} as const

export type AccountAction = keyof typeof accountActions

const application = z.string().min(1).max(64)
const locale = z.string().max(35)

export const accountReadInput = z.strictObject({ application, locale: locale.optional() })

export const accountActInput = z.strictObject({
  application,
  action: z.string().max(40),
  input: z.record(z.string().max(64), z.unknown()).default({}),
  locale: locale.optional(),
})

const moment = z.string()

/** Everything that the page shows. */
export const accountView = z.object({
  locale: z.string(),
  organisation: organisationSchema,
  application: z.object({ key: z.string(), name: z.string() }),
  name: z.string().nullable(),
  /** What the holder can show to prove that it is them, and whether they did within ten minutes. */
  proof: z.object({ fresh: z.boolean(), password: z.boolean(), passkey: z.boolean(), code: z.boolean() }),
  /** For the browser, good for five minutes and one try; `null` where passkeys are off. */
  ceremony: z.object({ request: passkeyRequestSchema, create: passkeyCreationSchema, ticket: z.string() }).nullable(),
  profile: z.object({
    fields: z.array(
      z.object({
        key: z.string(),
        type: z.enum(['text', 'number', 'date', 'choice', 'choices', 'yes-no', 'phone', 'url', 'email']),
        label: z.string(),
        hint: z.string().nullable(),
        required: z.boolean(),
        options: z.array(z.object({ value: z.string(), label: z.string() })),
      }),
    ),
    values: z.record(z.string(), z.unknown()),
  }),
  email: z.string().nullable(),
  password: z.object({ isSet: z.boolean(), minLength: z.number() }),
  passkeys: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      createdAt: moment,
      lastUsedAt: moment.nullable(),
      /** Browser and system that it was last used with. */
      lastUsedOn: z.string().nullable(),
      /** Copied between the holder's devices, or bound to one. */
      synced: z.boolean(),
      /** The last way in: it stays. */
      isLast: z.boolean(),
    }),
  ),
  mfa: z.object({ policy: z.enum(['off', 'optional', 'required']), since: moment.nullable(), backupCodes: z.number() }),
  sessions: z.array(
    z.object({ id: z.string(), application: z.string(), device: z.string(), startedAt: moment, lastUsedAt: moment, isThis: z.boolean() }),
  ),
  /** On a device that others use too. */
  shared: z.boolean(),
  notices: z.object({ newSignIn: z.boolean() }),
  /** Where holders may wish to be erased: how many days they have to think again. */
  erasure: z.object({ days: z.number() }).nullable(),
  /** Accepted, oldest first, but for `consents`. `url`: of the text, where that is the present one. */
  documents: z.array(
    z.object({ title: z.string(), version: z.string(), acceptedAt: moment, url: z.string().nullable(), isCurrent: z.boolean() }),
  ),
  /** Optional documents, to be agreed to and taken back at will; `given` may be to an older version. */
  consents: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      version: z.string(),
      url: z.string(),
      given: z.object({ version: z.string(), at: moment }).nullable(),
    }),
  ),
})
export type AccountView = z.infer<typeof accountView>

/** As routes name them; what is in them is checked against the schemas above and below. */
export const accountReadOutput = z.object({ view: z.record(z.string(), z.unknown()) })
export const accountActOutput = z.object({ view: z.record(z.string(), z.unknown()), result: z.record(z.string(), z.unknown()).nullable() })

/** What an action hands over beside the account as it stands afterwards. */
export const accountActed = z.object({
  view: accountView,
  result: z.union([
    z.object({ kind: z.literal('totp'), setup: totpSetupSchema, ticket: z.string() }),
    z.object({ kind: z.literal('codes'), codes: z.array(z.string()) }),
    z.object({ kind: z.literal('mailed'), email: z.string() }),
    z.object({ kind: z.literal('erasing'), at: moment }),
    z.object({ kind: z.literal('data'), data: z.record(z.string(), z.unknown()) }),
    z.null(),
  ]),
})
export type AccountActed = z.infer<typeof accountActed>
