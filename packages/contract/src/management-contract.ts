// Routes × schemas of those who manage, and of providers: many, and loaded when somebody does.

import * as z from 'zod'
import { campaignSchema, undoImportInput } from './campaign.ts'
import type { Endpoint } from './endpoint.ts'
import { eventPageSchema, listEventsQuery } from './events.ts'
import { fileSchema } from './files.ts'
import {
  beginImportInput,
  createImportInput,
  importPageSchema,
  importResultSchema,
  importRowPageSchema,
  importSchema,
  inspectedSchema,
  inspectInput,
  listImportsQuery,
  listRowsQuery,
  lookInput,
  previewSchema,
  remediesInput,
  runImportInput,
  templateQuery,
  undoneSchema,
  uploadInput,
} from './imports.ts'
import { apiKeySchema, createKeyInput, keyListSchema, rotateKeyInput, shownKeySchema } from './keys.ts'
import {
  legalDocumentsSchema,
  legalEntriesQuery,
  legalEntriesSchema,
  legalExportQuery,
  legalPeopleQuery,
  legalPeopleSchema,
} from './legal.ts'
import { listMailsQuery, mailgunToldSchema, mailgunWebhookInput, mailPageSchema } from './mails.ts'
import { overviewSchema, settingsSchema } from './overview.ts'
import { mailPreviewQuery, mailPreviewSchema, pagePreviewQuery, testMailInput, testMailSchema } from './previews.ts'
import type { RouteName } from './routes.ts'
import { deactivateManyInput, manySchema, sendManyInput } from './selection.ts'
import { createSheetsInput, renderSheetsInput, sheetBatchSchema } from './sheets.ts'
import {
  changeEmailInput,
  countSchema,
  countUsersQuery,
  createUserInput,
  deactivateInput,
  endedSessionsSchema,
  endSessionsInput,
  exportUsersQuery,
  grantAccessInput,
  handOverInput,
  handoverSchema,
  listUsersQuery,
  qrInput,
  renewInput,
  resetAccessInput,
  sendInvitationInput,
  sendRecoveryInput,
  updateUserInput,
  upsertedSchema,
  upsertUserInput,
  userPageSchema,
  userSchema,
  userSessionsSchema,
  withdrawAccessInput,
} from './users.ts'

export { previewKinds } from './previews.ts'
export { selectionSchema } from './selection.ts'

const nothing = z.strictObject({})
const empty = z.object({})

export const managementContract = {
  'users.list': { input: listUsersQuery, output: userPageSchema, summary: 'List people by filter, a page at a time.' },
  'users.count': { input: countUsersQuery, output: countSchema, summary: 'Count people by filter; exact to 10,000.' },
  'users.export': { input: exportUsersQuery, output: fileSchema, summary: 'People by filter as CSV that can be imported again.' },
  'users.create': { input: createUserInput, output: userSchema, summary: 'Enter a person, and invite in the same step when asked.' },
  'users.get': { input: nothing, output: userSchema, summary: 'Read one person by id, external id or address.' },
  'users.update': { input: updateUserInput, output: userSchema, summary: 'Change details; what is not named stays, `null` clears.' },
  'users.delete': { input: nothing, output: empty, summary: 'Erase a person; a tombstone without personal data is left.' },
  'users.upsert': { input: upsertUserInput, output: upsertedSchema, summary: 'Create or change a person by external id.' },
  'users.changeEmail': { input: changeEmailInput, output: userSchema, summary: 'Change an address that nobody confirmed yet.' },
  'users.sendConfirmation': {
    input: nothing,
    output: userSchema,
    summary: 'Mail a link that confirms the address and opens nothing else.',
  },
  'users.sendRecovery': { input: sendRecoveryInput, output: userSchema, summary: 'Mail a recovery that nobody but the mailbox sees.' },
  'users.clearBounce': { input: nothing, output: userSchema, summary: 'Allow mails to this address again.' },
  'users.grantAccess': { input: grantAccessInput, output: userSchema, summary: 'Give access to an application.' },
  'users.withdrawAccess': { input: withdrawAccessInput, output: userSchema, summary: 'End access to an application and its sessions.' },
  'users.deactivate': { input: deactivateInput, output: userSchema, summary: 'Block sign-in, now or at a moment.' },
  'users.sessions': { input: nothing, output: userSessionsSchema, summary: "A person's open sessions, the one used last first." },
  'users.endSessions': { input: endSessionsInput, output: endedSessionsSchema, summary: 'End one session of a person, or all.' },
  'users.deactivateMany': {
    input: deactivateManyInput,
    output: manySchema,
    summary: 'Block the people of a list or a filter, batch after batch.',
  },
  'users.reactivate': { input: nothing, output: userSchema, summary: 'Lift the block.' },
  'users.resetAccess': { input: resetAccessInput, output: userSchema, summary: 'End credentials and confirmation; owners only.' },
  'invitations.send': { input: sendInvitationInput, output: userSchema, summary: 'Invite by mail, or send the same invitation again.' },
  'invitations.sendMany': {
    input: sendManyInput,
    output: manySchema,
    summary: 'Invite the people of a list or a filter by mail, or send their invitations again, batch after batch.',
  },
  'invitations.renew': { input: renewInput, output: userSchema, summary: 'End all carriers handed out so far and begin anew.' },
  'invitations.revoke': { input: nothing, output: userSchema, summary: 'End the invitation and its pending access.' },
  'overview.get': { input: nothing, output: overviewSchema, summary: 'How many people stand where; at most 30 seconds old.' },
  'settings.get': { input: nothing, output: settingsSchema, summary: 'What this deployment is set up for, and who asks.' },
  'previews.mail': {
    input: mailPreviewQuery,
    output: mailPreviewSchema,
    summary: 'What a mail says, with a link and a code that open nothing.',
  },
  'previews.page': { input: pagePreviewQuery, output: fileSchema, summary: 'A mail or a sheet as a page to look at; it opens nothing.' },
  'previews.sendTest': { input: testMailInput, output: testMailSchema, summary: "Mail a sample to the caller's own confirmed address." },
  'invitations.handOver': {
    input: handOverInput,
    output: handoverSchema,
    summary: 'Invite in person: link, typed code and QR code of one secret; for somebody without a mailbox their recovery.',
  },
  'invitations.qr': { input: qrInput, output: fileSchema, summary: 'Invite in person: the QR code alone, as SVG.' },
  'imports.list': { input: listImportsQuery, output: importPageSchema, summary: 'List imports, newest first.' },
  'imports.create': { input: createImportInput, output: importSchema, summary: 'Begin an import; its file comes in pieces.' },
  'imports.template': { input: templateQuery, output: fileSchema, summary: 'An empty CSV file with every column.' },
  'imports.inspect': {
    input: inspectInput,
    output: inspectedSchema,
    summary: "Read a file's first 64 KB: encoding, columns and first rows. Nothing is kept.",
  },
  'imports.get': { input: nothing, output: importSchema, summary: 'Read how far an import is.' },
  'imports.upload': { input: uploadInput, output: importSchema, summary: 'Send the next piece of the file, 1 MB at most.' },
  'imports.look': { input: lookInput, output: inspectedSchema, summary: 'Columns and first rows of a spreadsheet that waits.' },
  'imports.begin': { input: beginImportInput, output: importSchema, summary: 'Read a spreadsheet that waits, as said here.' },
  'imports.remedy': {
    input: remediesInput,
    output: importSchema,
    summary: 'Say what is done about rows that something stands against; the plan is made anew.',
  },
  'imports.preview': { input: nothing, output: previewSchema, summary: 'What running would do; `import_not_open` until the plan is made.' },
  'imports.rows': { input: listRowsQuery, output: importRowPageSchema, summary: 'What each row comes to, by outcome.' },
  'imports.run': { input: runImportInput, output: importSchema, summary: 'Carry out exactly what the preview showed.' },
  'imports.replan': { input: nothing, output: importSchema, summary: 'Plan anew: people may have changed since the preview.' },
  'imports.cancel': { input: nothing, output: importSchema, summary: 'Stop; what was written stays.' },
  'imports.result': { input: nothing, output: importResultSchema, summary: 'What an import did, and how far its people have come.' },
  'imports.problems': { input: nothing, output: fileSchema, summary: 'The rows that were not written, with reasons, as CSV to mend.' },
  'imports.campaign': { input: nothing, output: campaignSchema, summary: "How far an import's people have come, and what to do next." },
  'imports.undo': {
    input: undoImportInput,
    output: undoneSchema,
    summary: 'Erase people whom this import made and who were never active, or bring back whom its complete file left out.',
  },
  'sheets.create': { input: createSheetsInput, output: sheetBatchSchema, summary: 'Begin a batch of info sheets for a selection.' },
  'sheets.get': { input: nothing, output: sheetBatchSchema, summary: 'How far a batch of info sheets is.' },
  'sheets.prepare': { input: nothing, output: sheetBatchSchema, summary: 'Invite the next people of a batch, 200 at a call.' },
  'sheets.render': { input: renderSheetsInput, output: fileSchema, summary: 'Print a batch that is ready: PDF, ZIP or a page.' },
  'legal.documents': {
    input: nothing,
    output: legalDocumentsSchema,
    summary: 'Legal documents with their versions, texts and counts; at most 30 seconds old.',
  },
  'legal.people': {
    input: legalPeopleQuery,
    output: legalPeopleSchema,
    summary: 'Who accepted a document, who still has to, who took it back.',
  },
  'legal.entries': {
    input: legalEntriesQuery,
    output: legalEntriesSchema,
    summary: 'The ledger of legal documents, of a document or a person, oldest first.',
  },
  'legal.export': { input: legalExportQuery, output: fileSchema, summary: 'The same as CSV.' },
  'events.list': { input: listEventsQuery, output: eventPageSchema, summary: 'Read the trail in commit order.' },
  'mails.list': { input: listMailsQuery, output: mailPageSchema, summary: 'What became of each mail, newest first.' },
  'keys.list': { input: nothing, output: keyListSchema, summary: 'List the API keys, live ones first; no secrets.' },
  'keys.create': { input: createKeyInput, output: shownKeySchema, summary: 'Make an API key; its secret is shown this once.' },
  'keys.rotate': { input: rotateKeyInput, output: shownKeySchema, summary: 'Give a key another secret; the old one lives on for a while.' },
  'keys.revoke': { input: nothing, output: apiKeySchema, summary: 'End an API key for good.' },
  'webhooks.mailgun': {
    input: mailgunWebhookInput,
    output: mailgunToldSchema,
    summary: 'Mailgun tells what became of a mail: signed, and each token once.',
  },
} as const satisfies Partial<Record<RouteName, Endpoint>>
