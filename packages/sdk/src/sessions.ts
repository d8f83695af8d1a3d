// Calls behind a host's own sessions. Most hosts use them through `@foyer/sdk/backend`.

import type { ApplicationKey, ConfigShape, SessionUser as ContractSessionUser, Fields } from '@foyer/contract'
import type { CallOptions } from './client-options.ts'
import type { Send } from './request.ts'

/** Who is signed in. */
export type SessionUser<C extends ConfigShape = ConfigShape> = Omit<ContractSessionUser, 'fields'> & { fields: Fields<C> }

export interface Session<C extends ConfigShape = ConfigShape> {
  user: SessionUser<C>
  /** ISO 8601, UTC. */
  expiresAt: string
}

export interface NewSession<C extends ConfigShape> extends Session<C> {
  /** Opaque, 256 bit; for the host's own cookie. Foyer keeps its hash only. */
  sessionSecret: string
  /** On a device that others use too: keep the secret in a cookie that ends with the browser. */
  shared: boolean
}

export interface Sessions<C extends ConfigShape> {
  /**
   * Exchanges the code that a sign-in ended with: one use, 60 seconds, bound to application, origin and PKCE challenge.
   * @throws FoyerError `sign_in_code_invalid`
   */
  exchange(
    input: { code: string; verifier: string; application: ApplicationKey<C>; origin: string },
    options?: CallOptions,
  ): Promise<NewSession<C>>
  /** `null` when it has ended. */
  check(sessionSecret: string, input: { application: ApplicationKey<C> }, options?: CallOptions): Promise<Session<C> | null>
  /** False when it had ended before. */
  end(sessionSecret: string, options?: CallOptions): Promise<boolean>
}

export function sessions<C extends ConfigShape>(send: Send): Sessions<C> {
  return {
    exchange: (input, options) => send({ route: 'sessions.exchange', input }, options),
    async check(sessionSecret, { application }, options) {
      const { session } = await send<{ session: Session<C> | null }>(
        { route: 'sessions.check', input: { sessionSecret, application } },
        options,
      )
      return session
    },
    async end(sessionSecret, options) {
      const { ended } = await send<{ ended: boolean }>({ route: 'sessions.end', input: { sessionSecret } }, options)
      return ended
    },
  }
}
