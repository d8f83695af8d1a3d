// The client: one object with the calls by subject.

import type { ApplicationKey, ConfigShape } from '@foyer/contract'
import type { ClientOptions } from './client-options.ts'
import { type Events, events } from './events.ts'
import { type Imports, imports } from './imports.ts'
import { type Invitations, invitations } from './invitations.ts'
import { type Keys, keys } from './keys.ts'
import { type Legal, legal } from './legal.ts'
import { type Mails, mails } from './mails.ts'
import { type OverviewCalls, overview, type SettingsCalls, settings } from './overview.ts'
import { type Previews, previews } from './previews.ts'
import { addressesOf, connect } from './request.ts'
import { type Sessions, sessions } from './sessions.ts'
import { type Users, users } from './users.ts'

/**
 * Talks to a Foyer server with an API key, or in a managing app on Foyer's own origin as whoever is signed in (`apiKey: null`). `Foyer<typeof config>` knows the applications and profile fields of that configuration.
 * Whoever is meant goes first (an id, `{ externalId }` or `{ email }`), then one object, then the call's options.
 * @throws FoyerError `config_missing` when neither options nor environment name the address or the key
 */
export class Foyer<C extends ConfigShape = ConfigShape> {
  readonly users: Users<C>
  readonly invitations: Invitations<C>
  readonly imports: Imports<C>
  readonly sessions: Sessions<C>
  readonly events: Events
  readonly legal: Legal
  readonly mails: Mails
  readonly overview: OverviewCalls
  readonly previews: Previews<C>
  readonly settings: SettingsCalls
  readonly keys: Keys<ApplicationKey<C>>

  constructor(options: ClientOptions = {}) {
    const send = connect(options)
    this.users = users(send)
    this.invitations = invitations(send)
    this.imports = imports(send)
    this.sessions = sessions(send)
    this.events = events(send)
    this.legal = legal(send)
    this.mails = mails(send)
    this.overview = overview(send)
    this.previews = previews(send, addressesOf(options))
    this.settings = settings(send)
    this.keys = keys(send)
  }
}
