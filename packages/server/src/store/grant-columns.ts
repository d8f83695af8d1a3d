// The columns of `grants` and how a fact of JSON becomes each, for the statements that write one person or many.

/** Names as core has them, types as they travel in JSON. */
export const grantShape = `id text, purpose text, application text, generation int8, "keyId" text, locator text, carriers jsonb,
  "expiresAt" int8, "endedAt" int8, "endedReason" text, "codeTries" int4, "begunAt" int8, "typedEmail" jsonb, "chosenPassword" jsonb,
  "lastActAt" int8, "handoverStoppedAt" int8`

/** The same for many at once. */
export const grantRowShape = {
  u: 'uuid',
  id: 'text',
  purpose: 'text',
  application: 'text',
  generation: 'int8',
  keyId: 'text',
  locator: 'text',
  carriers: 'jsonb',
  expiresAt: 'int8',
  endedAt: 'int8',
  endedReason: 'text',
  codeTries: 'int4',
  begunAt: 'int8',
  typedEmail: 'jsonb',
  chosenPassword: 'jsonb',
  lastActAt: 'int8',
  handoverStoppedAt: 'int8',
} as const

/** `insert into grants …` from a record set `g` of that shape. @param owner the expression of the person's id */
export const insertGrants = (owner: string, from: string): string => `insert into grants (id, user_id, purpose, application, generation,
    key_id, locator, carriers, expires_at, ended_at, ended_reason, code_tries, begun_at, typed_email, chosen_password, last_act_at,
    handover_stopped_at)
  select g.id, ${owner}, g.purpose, g.application, g.generation, g."keyId", g.locator, g.carriers, foyer_at(g."expiresAt"),
    foyer_at(g."endedAt"), g."endedReason", g."codeTries", foyer_at(g."begunAt"), nullif(g."typedEmail", 'null'),
    nullif(g."chosenPassword", 'null'), foyer_at(g."lastActAt"), foyer_at(g."handoverStoppedAt")
  from ${from}
  on conflict (id) do update set application = excluded.application, generation = excluded.generation, key_id = excluded.key_id,
    locator = excluded.locator, carriers = excluded.carriers, expires_at = excluded.expires_at, ended_at = excluded.ended_at,
    ended_reason = excluded.ended_reason, begun_at = excluded.begun_at, typed_email = excluded.typed_email,
    chosen_password = excluded.chosen_password, last_act_at = excluded.last_act_at, handover_stopped_at = excluded.handover_stopped_at,
    code_tries = case when grants.generation = excluded.generation
      then greatest(grants.code_tries, excluded.code_tries) else excluded.code_tries end
  where grants.user_id = excluded.user_id`
