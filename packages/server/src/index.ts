// The public face of the server.

export { ConfigError } from './config.ts'
export {
  type ApplicationConfig,
  defineConfig,
  type FoyerConfig,
  type OrganisationConfig,
  type ProfileFieldConfig,
  type Text,
} from './config-types.ts'
export { createFoyer, type Foyer, type Overrides } from './create-foyer.ts'
export { MailError, type MailErrorKind } from './mail/mail-error.ts'
export { type MailgunOptions, mailgun } from './mail/mailgun.ts'
export { type SmtpOptions, smtp } from './mail/smtp.ts'
export type { MailTransport, OutgoingMail } from './mail/transport.ts'
export { type Served, type ServeOptions, serve } from './serve.ts'
