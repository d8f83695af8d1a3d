// The public face of the contract: named exports only, and nothing that only those who manage need; see `contract.ts` for the whole.

export {
  type AccountActed,
  type AccountAction,
  type AccountView,
  accountActed as accountActedSchema,
  accountActions,
  accountView as accountViewSchema,
} from './account.ts'
export type { Contract, InputOf, OutputOf, ParsedInputOf } from './contract.ts'
export type { Endpoint } from './endpoint.ts'
export { type ErrorCode, type ErrorDetails, errorStatus, type InputIssue, type Problem } from './error-codes.ts'
export { type EventType, eventTypes } from './events.ts'
export type { LocalText, OrganisationView, ProfileFieldView } from './flow-view.ts'
export { codeChallenge as codeChallengeSchema, type FlowActInput, type FlowStartInput, type FlowView } from './flows.ts'
export { holderContract } from './holder-contract.ts'
export { type MailKind, type MailState, mailKinds, mailStates } from './mails.ts'
export type {
  AccountStatus,
  ApplicationKey,
  BulkInvite,
  BulkResult,
  CarrierKind,
  ConfigShape,
  EmailStatus,
  FieldSpec,
  Fields,
  FoyerEvent,
  ImportOutcome,
  InitialPassword,
  Invitation,
  Invite,
  MailStop,
  NewUser,
  Page,
  PostalAddress,
  Role,
  Selection,
  SendInvite,
  User,
  UserAction,
  UserBase,
  UserFilter,
  UserRef,
} from './model.ts'
export type {
  PasskeyAssertion,
  PasskeyAttestation,
  PasskeyCreation,
  PasskeyRequest,
  TotpSetup,
} from './passkeys.ts'
export type { PreviewKind } from './previews.ts'
export { type Permission, type Route, type RouteClass, type RouteName, routes } from './routes.ts'
export {
  actionScopes,
  type KeyRoute,
  type ManagementRoute,
  routeScopes,
  routesForOneApplication,
  type Scope,
  scopes,
  scopesForOneApplication,
} from './scopes.ts'
export type { SessionUser } from './sessions.ts'
export { type ActionName, resumeAction, type Step, type StepData, type StepName, stepActions } from './steps.ts'
