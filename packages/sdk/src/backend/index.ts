// The backend's part of the SDK: the host's own sessions.

export { FoyerError, isFoyerError } from '../errors.ts'
export type { Session, SessionUser } from '../sessions.ts'
export { createHostAuth, type Handler, type HostAuth } from './create-host-auth.ts'
export { createVerifier, type Verify } from './create-verifier.ts'
export type { HostOptions } from './host-options.ts'
