// What one migration is.

export interface Migration {
  /** Four digits and words. Never changed once released: it is how a database says what it has. */
  readonly name: string
  /** Run one after the other in one transaction. */
  readonly statements: readonly string[]
}
