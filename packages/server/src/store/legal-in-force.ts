// Which entries of the ledger hold: one rule for people, lists and counts.

/** As a condition on `legal_ledger` by that name: agreed to, and nothing later takes it back. */
export const isInForce = (entry: string): string =>
  `${entry}.act = 'accepted' and not exists (select 1 from legal_ledger w
      where w.user_id = ${entry}.user_id and w.document = ${entry}.document and w.act = 'withdrawn' and w.id > ${entry}.id)`
