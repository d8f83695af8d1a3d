// Which legal documents somebody has still to accept.

export interface LegalDocument {
  key: string
  /** Any text that changes with the document; compared for equality. */
  version: string
  /** This version changes something that people must agree to again. */
  substantial: boolean
  /** Shown and recorded, but never in the way. */
  optional?: boolean | undefined
}

export interface Acceptance {
  document: string
  version: string
}

/** While activating the person meets everything; at sign-in only what keeps them from going on. */
export type LegalOccasion = 'activation' | 'sign_in'

/**
 * In the order given. At activation: what is not accepted in its present version. At sign-in: a required document of which no version
 * was ever accepted, and a present version that is substantial where only others were accepted. Whether a version *between* the
 * accepted and the present one was substantial is not known: mark the present one so until all have seen it.
 */
export function outstandingDocuments(
  documents: readonly LegalDocument[],
  acceptances: readonly Acceptance[],
  { at }: { at: LegalOccasion },
): LegalDocument[] {
  return documents.filter((document) => {
    const accepted = acceptances.filter((acceptance) => acceptance.document === document.key)
    if (accepted.some(({ version }) => version === document.version)) return false
    if (at === 'activation') return true
    return accepted.length === 0 ? document.optional !== true : document.substantial
  })
}
