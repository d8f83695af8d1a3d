// Makes many signed-in people of one real one, in the database: ten thousand real sign-ins would take a minute of hashing.
import { createHash, randomBytes } from 'node:crypto'

/**
 * Copies the person, the access and the session behind a secret, each copy with its own names and its own secret.
 * @returns {Promise<string[]>} the secrets, the original's first
 */
export async function multiplySession(cluster, database, secret, people) {
  const secrets = [secret, ...Array.from({ length: people - 1 }, () => randomBytes(32).toString('base64url'))]
  const hashes = secrets.slice(1).map(hashOf)
  const columns = await writableColumns(cluster, database)
  const copy = (table, source, changes, from) =>
    `insert into ${table} (${columns[table].join(', ')})
     select ${columns[table].map((name) => changes[name] ?? `${source}.${name}`).join(', ')} from ${from}`
  const changedUser = {
    id: 'n.user_id',
    external_id: `u.external_id || '-' || n.number`,
    email_canonical: `n.number || '-' || u.email_canonical`,
    email_entered: `n.number || '-' || u.email_entered`,
    last_name: `u.last_name || '-' || n.number`,
    sign_in_name: `case when u.sign_in_name is null then null else n.number || '-' || u.sign_in_name end`,
    invitation_id: 'null',
  }
  await cluster.query(
    database,
    `create table copies as
      select h.hash, h.number, gen_random_uuid() as user_id, gen_random_uuid() as session_id
      from unnest(array[${hashes.map((hash) => `'\\x${hash.toString('hex')}'::bytea`).join(',')}]) with ordinality as h(hash, number)`,
  )
  const original = `sessions s join users u on u.id = s.user_id`
  const where = `where s.secret_hash = '\\x${hashOf(secret).toString('hex')}'::bytea`
  await cluster.query(database, copy('users', 'u', changedUser, `${original} cross join copies n ${where}`))
  await cluster.query(
    database,
    copy('access', 'a', { user_id: 'n.user_id' }, `${original} join access a on a.user_id = u.id cross join copies n ${where}`),
  )
  const changedSession = { id: 'n.session_id', family_id: 'n.session_id', user_id: 'n.user_id', secret_hash: 'n.hash' }
  await cluster.query(database, copy('sessions', 's', changedSession, `sessions s cross join copies n ${where}`))
  await cluster.query(database, 'drop table copies')
  await cluster.query(database, 'vacuum analyze')
  return secrets
}

const hashOf = (secret) => createHash('sha256').update(secret).digest()

async function writableColumns(cluster, database) {
  const rows = await cluster.query(
    database,
    `select table_name, column_name from information_schema.columns
     where table_schema = 'public' and table_name in ('users', 'access', 'sessions') and is_generated = 'NEVER' and is_identity = 'NO'`,
  )
  const groups = { users: [], access: [], sessions: [] }
  for (const { table_name: table, column_name: column } of rows) groups[table].push(column)
  return groups
}
