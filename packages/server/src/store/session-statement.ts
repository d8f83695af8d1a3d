// The statements on sessions whose text never changes, so that each is parsed and planned once a connection.

export const sessionColumns = `s.id, s.user_id as "userId", s.application, s.family_id as "familyId", s.kind,
  s.credential_revision as "credentialRevision", foyer_ms(s.created_at) as "createdAt", foyer_ms(s.last_used_at) as "lastUsedAt",
  s.idle_ms as "idleMs", foyer_ms(s.expires_at) as "expiresAt", s.user_agent as "userAgent",
  foyer_ms(s.proven_at) as "provenAt", s.shared`

const notOver = `s.ended_at is null and s.expires_at > foyer_now() and s.last_used_at + s.idle_ms * interval '1 millisecond' > foyer_now()`

const mayUse = `u.activated_at is not null and u.deactivated_at is null and u.deleted_at is null
  and (u.ends_at is null or u.ends_at > foyer_now())`

/** One column of JSON: a driver spends more on describing twenty than the database on making it. */
const checked = `json_build_object(
    'session', json_build_object('id', s.id, 'userId', s.user_id, 'application', s.application, 'familyId', s.family_id,
      'lastUsedAt', foyer_ms(s.last_used_at), 'idleMs', s.idle_ms, 'expiresAt', foyer_ms(s.expires_at), 'shared', s.shared),
    'user', json_build_object('id', u.id, 'email', u.email_entered, 'externalId', u.external_id, 'firstName', u.first_name,
      'lastName', u.last_name, 'locale', u.locale, 'fields', u.fields, 'role', a.role),
    'now', foyer_ms(foyer_now()))`

const stands = `join users u on u.id = s.user_id and u.credential_revision = s.credential_revision and ${mayUse}
  join access a on a.user_id = s.user_id and a.application = s.application and not a.pending`

/** $1 hash of the secret, $2 application. */
export const checkSessionText = `select ${checked} as checked from sessions s ${stands}
  where s.secret_hash = $1 and s.application = $2 and ${notOver}`

/** $1 hashes of secrets, $2 the application of each. One row for each that stands, with its place among them. */
export const checkSessionsText = `select asked.place, ${checked} as checked
  from unnest($1::bytea[], $2::text[]) with ordinality as asked(secret_hash, application, place)
  join sessions s on s.secret_hash = asked.secret_hash and s.application = asked.application and ${notOver} ${stands}`

/** $1 id. */
export const touchSessionText = `update sessions set last_used_at = foyer_now()
  where id = $1::uuid and ended_at is null and last_used_at <= foyer_now() - idle_ms * interval '100 microseconds'`

/** $1 id of the person. */
export const listSessionsText = `select ${sessionColumns} from sessions s
  where s.user_id = $1::uuid and ${notOver} order by s.created_at desc, s.id limit 100`

/** $1 id. */
export const readSessionText = `select ${sessionColumns} from sessions s where s.id = $1::uuid and ${notOver}`

/** $1 id, $2 hash of the new secret, $3 whether a credential was shown. */
export const renewSessionText = `update sessions set secret_hash = $2::bytea, proven_at = case when $3::boolean then foyer_now() else proven_at end
  where id = $1::uuid and ended_at is null returning 1`

/** `able(id)` and `started`: a session only for whoever may have one. $1 to $12 as in startSession. */
export const startSessionParts = [
  `able as (
    select u.id from users u join access a on a.user_id = u.id and a.application = $3 and not a.pending
    where u.id = $2::uuid and u.credential_revision = $7::int4 and ${mayUse})`,
  `started as (
    insert into sessions as s (id, user_id, application, family_id, kind, secret_hash, credential_revision, idle_ms, expires_at, user_agent,
      proven_at, shared)
    select $1::uuid, able.id, $3, $4::uuid, $5, $6::bytea, $7::int4, $8::int8, foyer_now() + $9::int8 * interval '1 millisecond', $10::text,
      case when $11::boolean then foyer_now() end, $12::boolean
    from able returning s.*)`,
  'saved as (select user_id as id from started)',
] as const
