// The public face of the SDK: the client, its errors and its types.

export type {
  AccountStatus,
  ApplicationKey,
  BulkInvite,
  BulkResult,
  CarrierKind,
  ConfigShape,
  EmailStatus,
  ErrorCode,
  ErrorDetails,
  EventType,
  FieldSpec,
  Fields,
  FoyerEvent,
  ImportOutcome,
  InitialPassword,
  InputIssue,
  Invitation,
  Invite,
  MailKind,
  MailState,
  MailStop,
  NewUser,
  Page,
  PostalAddress,
  PreviewKind,
  Role,
  Scope,
  Selection,
  SendInvite,
  User,
  UserAction,
  UserFilter,
  UserRef,
} from '@foyer/contract'
export type { BulkOptions, BulkProgress } from './change-many.ts'
export { Foyer } from './client.ts'
export type { CallOptions, ClientOptions } from './client-options.ts'
export { FoyerError, isFoyerError } from './errors.ts'
export type { EventFilter, EventPage, Events } from './events.ts'
export type { FoyerFile } from './file.ts'
export type {
  Campaign,
  Import,
  ImportGroup,
  ImportProgress,
  ImportResult,
  ImportRow,
  Imports,
  InspectedFile,
  NewImport,
  Preview,
  Remedy,
  RunImport,
} from './imports.ts'

export type { Handover, Invitations } from './invitations.ts'
export type { ApiKey, Keys, NewApiKey, ShownApiKey } from './keys.ts'
export type { LedgerFilter, Legal, LegalDocument, LegalEntry, LegalPerson } from './legal.ts'
export type { List, PageOptions, Pages } from './list.ts'
export type { Mail, MailFilter, Mails } from './mails.ts'
export type { Overview, OverviewCalls, Settings, SettingsCalls } from './overview.ts'
export type { MailPreview, PreviewFor, PreviewOptions, Previews } from './previews.ts'
export type { NewSession, Session, Sessions, SessionUser } from './sessions.ts'
export type { SheetBatch, SheetCallOptions, SheetFile, SheetOptions } from './sheets.ts'
export type { Upload } from './upload.ts'
export type { Upserted, UserPage, UserSession, Users } from './users.ts'
