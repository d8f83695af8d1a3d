// Looking before sending: mails and sheets as people would get them, and a test to oneself.

import type { ApplicationKey, ConfigShape, OutputOf, PreviewKind } from '@foyer/contract'
import type { CallOptions } from './client-options.ts'
import type { FoyerFile } from './file.ts'
import type { Send, UrlOf } from './request.ts'

export type MailPreview = OutputOf<'previews.mail'>

export interface PreviewOptions<C extends ConfigShape> {
  /** Default: the person's language, else the organisation's. */
  locale?: 'de' | 'en' | undefined
  /** Default: the first one that manages nobody. */
  application?: ApplicationKey<C> | undefined
  /** How an invitation or reminder lets its reader in. Default: `link`. */
  with?: 'link' | 'initial_password' | 'chosen_password' | undefined
  /** One sentence of your own, at most 500 characters. */
  message?: string | undefined
}

export interface PreviewFor {
  /** As the first person of this import who gets it will see it. */
  importId?: string | undefined
  /** As this person will see it: an id, `external:` and a number, or `email:` and an address. */
  user?: string | undefined
}

export interface Previews<C extends ConfigShape> {
  /** Subject and text. Links and codes in it are samples that open nothing. */
  mail(kind: PreviewKind, input?: PreviewOptions<C> & PreviewFor, options?: CallOptions): Promise<MailPreview>
  /** The same as a page for a frame, or a sheet. It runs nothing and loads nothing but the logo. */
  page(kind: PreviewKind | 'sheet', input?: PreviewOptions<C> & PreviewFor, options?: CallOptions): Promise<FoyerFile>
  /** The address of that page, for the `src` of a frame on Foyer's own origin. */
  pageUrl(kind: PreviewKind | 'sheet', input?: PreviewOptions<C> & PreviewFor): string
  /**
   * Mails a sample to whoever is signed in, at their own confirmed address; 20 in an hour.
   * @throws FoyerError `forbidden` with an API key, `email_missing` without a confirmed address, `rate_limited`
   */
  sendTest(kind: PreviewKind, input?: PreviewOptions<C>, options?: CallOptions): Promise<{ to: string }>
}

export function previews<C extends ConfigShape>(send: Send, urlOf: UrlOf): Previews<C> {
  return {
    mail: (kind, input, options) => send({ route: 'previews.mail', input: { kind, ...input } }, options),
    page: (kind, input, options) => send({ route: 'previews.page', input: { kind, ...input } }, options),
    pageUrl: (kind, input) => urlOf({ route: 'previews.page', input: { kind, ...input } }),
    sendTest: (kind, input, options) => send({ route: 'previews.sendTest', input: { kind, ...input } }, options),
  }
}
