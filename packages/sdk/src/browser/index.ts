// The browser's part of the SDK.

export { FoyerError, isFoyerError } from '../errors.ts'
export type { Session, SessionUser } from '../sessions.ts'
export { type BrowserSession, createSession } from './create-session.ts'
