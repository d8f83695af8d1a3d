// The public face of core: named exports only.

export type { Actor } from './access/actor.ts'
export { actorName } from './access/actor.ts'
export { grantAccess, withdrawAccess } from './access/change-access.ts'
export { requireApplication } from './access/pending-access.ts'
export { actorRank, personRank, requireRole, roleForAction, roleForPermission, roleRank } from './access/roles.ts'
export { changeEmail, clearBounce, sendConfirmation } from './account/change-email.ts'
export { confirmEmailChange, requestEmailChange, tellEmailInUse } from './account/change-own-email.ts'
export { confirmEmail } from './account/confirm-email.ts'
export { createPerson, emptyProfile, type NewPersonInput, updatePerson } from './account/create-person.ts'
export { deactivatePerson, deletePerson, endAccountWhenDue, reactivatePerson } from './account/deactivate.ts'
export { eraseWhenDue, keepAccount, requestErasure } from './account/erase-own-account.ts'
export { availability, blockedBy, recoversBySheet, requireAction, requireManaging, userActions } from './account/guards.ts'
export { mailStop } from './account/mail-stop.ts'
export { markUndeliverable } from './account/mark-undeliverable.ts'
export type {
  AccessFacts,
  EmailFacts,
  FormerEmail,
  GrantFacts,
  Instant,
  IssuedCarrier,
  LegalAcceptance,
  ListedFacts,
  PasskeyFacts,
  Person,
  Profile,
  WaitingEmail,
} from './account/person.ts'
export { refuseAddress } from './account/refuse-address.ts'
export { type GrantProof, MAIL_CODE_TRIES } from './account/require-grant.ts'
export { resetAccess } from './account/reset-access.ts'
export type { ApplicationSettings, Settings } from './account/settings.ts'
export { shownAddress } from './account/shown-address.ts'
export { accountStatus, emailStatus, isBlocked, isLegalPair } from './account/status.ts'
export { undoEmailChange } from './account/undo-email-change.ts'
export {
  completeActivation,
  isProven,
  maySignInByNumber,
  openActivation,
  outstandingLegal,
  saveOwnProfile,
} from './activation/activate.ts'
export { type DeviceAnswer, mayOfferPasskey } from './activation/last-questions.ts'
export { activationStep, hasAccess, signedInStep } from './activation/next-step.ts'
export { type ActivationProofs, invitationState, type OpeningProof, openedChannel, requireOpenInvitation } from './activation/proofs.ts'
export { EMAIL_PROOF_TRIES, pendingProof, proveTypedAddress, TYPED_REVISION, typeAddress } from './activation/prove-address.ts'
export { setOwnPassword } from './credential/own-password.ts'
export { addPasskey, passkeyName, removePasskey, renamePasskey, waysIn } from './credential/passkeys.ts'
export {
  addTotp,
  type FirstFactor,
  makeBackupCodes,
  mfaPolicy,
  removeTotp,
  secondFactorNeed,
  tellBackupCode,
} from './credential/second-factor.ts'
export { type FieldChange, followedBy } from './csv-import/apply-values.ts'
export { detectDelimiter } from './csv-import/detect-delimiter.ts'
export { builtInFields, headerOf, type ImportField, isBuiltIn } from './csv-import/import-field.ts'
export type { ImportValues, RowFault, RowFaultCode } from './csv-import/import-values.ts'
export {
  IMPORT_MAX_BYTES,
  IMPORT_MAX_CELL,
  IMPORT_MAX_COLUMNS,
  IMPORT_MAX_RECORD,
  IMPORT_MAX_ROWS,
  IMPORT_MAX_SHEET_ROWS,
} from './csv-import/limits.ts'
export { type ImportColumn, isImportField, type MatchedColumns, matchColumns } from './csv-import/match-columns.ts'
export { planRemedied, type RemediedPlan, type RemediedReason } from './csv-import/plan-remedied.ts'
export {
  type ImportOptions,
  type ImportOutcome,
  planMissing,
  planRow,
  type RowFacts,
  type RowPlan,
  type RowReason,
  type RowReasonCode,
} from './csv-import/plan-row.ts'
export { readLanguage } from './csv-import/read-language.ts'
export { type ReadRow, type RowReader, readRow } from './csv-import/read-row.ts'
export { chosenRemedy, groupOf, type ProblemReason, type Remedies, type Remedy, remediesFor } from './csv-import/remedies.ts'
export { type CsvRecord, type Delimiter, type FileFault, type FileFaultCode, splitRecords } from './csv-import/split-records.ts'
export { writeCsv } from './csv-import/write-csv.ts'
export { type Address, parseAddress } from './email/canonical-address.ts'
export { suggestDomain } from './email/look-alike-domain.ts'
export { maskAddress } from './email/mask-address.ts'
export type { Context } from './event/context.ts'
export { type Decision, type NewEvent, type NewJob, unchanged } from './event/decision.ts'
export { type FactorChange, type MailedKind, type MailIntent, mailRules, mailVerdict } from './event/mails.ts'
export { FoyerError, isFoyerError } from './foyer-error.ts'
export {
  type Carrier,
  type Channel,
  carrierNames,
  channelOf,
  type GrantPurpose,
  isLinkCarrier,
  type LinkCarrier,
} from './grant/carriers.ts'
export { decodeLinkToken, encodeLinkToken, LINK_MAC_BYTES, type LinkToken } from './grant/link-token.ts'
export { type AddressRevision, type MacFields, macInput } from './grant/mac-input.ts'
export {
  activationCodeFrom,
  codeAlphabet,
  formatGroups,
  formatInitialPassword,
  initialPasswordFrom,
  locatorFrom,
  mailCodeFrom,
  normaliseTyped,
  readActivationCode,
  readTypedCode,
} from './grant/typed-code.ts'
export { DAY_MS, isExpired, isIssued, MAX_CODE_TRIES } from './invitation/generation.ts'
export {
  HANDOVER_ANSWER_TRIES,
  handoverQuestion,
  isAnswerDue,
  isHandoverAnswer,
} from './invitation/handover-question.ts'
export {
  type HandoverCarrier,
  handOverInvitation,
  type InitialPasswordInput,
  type InviteInput,
  sendInvitation,
} from './invitation/invite.ts'
export { lastMailed, type MailedWay, REMINDER_REST_MS } from './invitation/reminder.ts'
export { renewInvitation, revokeInvitation } from './invitation/renew-revoke.ts'
export { mayRenewItself } from './invitation/self-service.ts'
export { showTypedCode } from './invitation/show-typed-code.ts'
export { stopHandover } from './invitation/stop-handover.ts'
export {
  acceptDocuments,
  declineDocuments,
  type LedgerEntry,
  type LegalChannel,
  offeredConsents,
  type ShownDocument,
  withdrawConsent,
} from './legal/ledger.ts'
export { type Acceptance, type LegalDocument, outstandingDocuments } from './legal/outstanding-documents.ts'
export { checkPassword } from './password/check-password.ts'
export { fieldsToAsk } from './profile/ask.ts'
export { isEditable, type ProfileField, type ProfileSchema } from './profile/profile-schema.ts'
export { validateFields } from './profile/validate-fields.ts'
export {
  ADDRESS_BLOCK_BITS,
  FREE_FAILURES,
  isPasswordDisabled,
  LONGEST_WAIT_MS,
  LONGEST_WAIT_WITHOUT_MAILBOX_MS,
  limits,
  WAITING_RECOVERIES_MAX,
  waitAfterFailures,
} from './rate-limit/limits.ts'
export {
  completeRecovery,
  RECOVERY_CODE_TRIES,
  RECOVERY_TTL_MS,
  type Recovered,
  requestRecovery,
  sendRecovery,
} from './recovery/recovery.ts'
export { chooseSignInNotices, newSignInNotice } from './sign-in/tell-new-sign-in.ts'
export { tellPasswordDisabled } from './sign-in/tell-password-disabled.ts'
export { foldForSearch, foldForSort } from './text/fold.ts'
export { endOfDay, parseMoment } from './time/end-of-day.ts'
