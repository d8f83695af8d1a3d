// The two calls behind every screen of the widget: start a flow, act on its step.

import * as z from 'zod'
import type { OrganisationView } from './flow-view.ts'
import type { Step } from './steps.ts'

const applicationKey = z.string().min(1).max(64)
const locale = z.string().max(35)

/** S256 challenge of RFC 7636 §4.2: 43 characters of base64url. */
export const codeChallenge = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

export const flowStartInput = z.strictObject({
  application: applicationKey,
  locale: locale.optional(),
  /** Where to begin: `sign_in` unless a link, a typed code or a forgotten password leads elsewhere. */
  begin: z.enum(['sign_in', 'enter_code', 'recover']).default('sign_in'),
  /** The token of a mailed or handed-over link, from the path `/l/<token>`. Looked at, not used up. */
  link: z.string().max(200).optional(),
  /** A continuation made by Foyer's landing page for a page of the host: sealed, 5 minutes, bound to application and origin. */
  continuation: z.string().max(2000).optional(),
  /** The sealed request of a sign-in that began at `/authorize`. */
  request: z.string().max(4000).optional(),
  /** Given when the page exchanges the sign-in for a session of its own. */
  codeChallenge: codeChallenge.optional(),
})

export const flowActInput = z.strictObject({
  /** The token of the last answer. */
  token: z.string().max(4000),
  action: z.string().max(40),
  input: z.record(z.string().max(64), z.unknown()).default({}),
  locale: locale.optional(),
})

export type FlowStartInput = z.input<typeof flowStartInput>
export type FlowActInput = z.input<typeof flowActInput>

/** What both calls answer. */
export interface FlowView {
  /** Give it back with the next action. Valid for 30 minutes from now; kept in memory and `sessionStorage` only. */
  token: string
  step: Step
  /** Place of this step among those of this way; `null` on screens outside of it. */
  progress: { index: number; total: number; steps: string[] } | null
  organisation: OrganisationView
  application: { key: string; name: string; url: string | null }
  locale: string
  firstName: string | null
  /** Continue at the application's own page: the address with the continuation in its fragment. */
  continueAt: string | null
}

export const organisationSchema = z.object({
  name: z.string(),
  logo: z.string().nullable(),
  accent: z.object({
    light: z.string(),
    dark: z.string(),
    onLight: z.string(),
    onDark: z.string(),
    linkLight: z.string(),
    linkDark: z.string(),
  }),
  timeZone: z.string(),
  contact: z.string().nullable(),
})

export const flowView = z.object({
  token: z.string(),
  step: z.object({ name: z.string(), data: z.record(z.string(), z.unknown()) }),
  progress: z.object({ index: z.number(), total: z.number(), steps: z.array(z.string()) }).nullable(),
  organisation: organisationSchema,
  application: z.object({ key: z.string(), name: z.string(), url: z.string().nullable() }),
  locale: z.string(),
  firstName: z.string().nullable(),
  continueAt: z.string().nullable(),
})
