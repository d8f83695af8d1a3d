// What can be set for a client as a whole and for one call.

export interface ClientOptions {
  /** Foyer's address, with a path when it is mounted under one. Default: the environment variable `FOYER_URL`. */
  url?: string | undefined
  /**
   * Default: the environment variable `FOYER_API_KEY`. Belongs on a server, never in a page. `null` in a page of Foyer's own origin:
   * calls are made by whoever is signed in there to a managing application.
   */
  apiKey?: string | null | undefined
  /** For a whole call, repetitions and waits included. Default: 15,000. */
  timeoutMs?: number | undefined
  /** How often a call is repeated after 429, 502, 503, 504 or a lost connection. Default: 2; at most 10. */
  retries?: number | undefined
  /** Language of error messages, a BCP 47 tag. Default: `en`. */
  locale?: string | undefined
  /** Default: the global one. */
  fetch?: typeof fetch | undefined
}

export interface CallOptions {
  /** Writes with the same key happen once. The SDK makes one for each call when none is given. */
  idempotencyKey?: string | undefined
  /** The `version` last read; `changed_meanwhile` when somebody else was faster. */
  ifVersion?: number | undefined
  /** Ends the call with `cancelled`. */
  signal?: AbortSignal | undefined
  /** Overrides the client's. */
  timeoutMs?: number | undefined
}
