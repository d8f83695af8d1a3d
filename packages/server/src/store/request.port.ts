// The port for idempotency keys: what a request touched, never what it answered.

export interface RememberedRequest {
  /** `actorName(actor)`: keys of different callers never meet. */
  actor: string
  key: string
  /** Hash of method, path and body, so that one key used for two requests is noticed. */
  requestHash: string
  status: number
}

/** The answer is rendered again from these. `grantId` and `generation` are those of the open invitation afterwards, or of a recovery that was handed over. */
export interface RequestRefs {
  userId?: string | undefined
  grantId?: string | undefined
  generation?: number | undefined
  keyId?: string | undefined
}

export interface EarlierRequest {
  requestHash: string
  status: number
  refs: RequestRefs
}

export interface RequestStore {
  /** Kept for at least 24 hours. */
  findRequest(actor: string, key: string): Promise<EarlierRequest | null>
  /** Which of these keys are there. At most 500. */
  findRequestKeys(actor: string, keys: readonly string[]): Promise<Set<string>>
  /** How many keys begin with this. */
  countRequests(actor: string, prefix: string): Promise<number>
}

export interface RequestWriter {
  /** @throws FoyerError `in_progress` when another request with this key was finished meanwhile */
  rememberRequest(request: RememberedRequest, refs: RequestRefs): Promise<void>
}
