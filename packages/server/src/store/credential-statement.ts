// The parts of a statement that write passkeys, authenticator apps and backup codes along with a decision.

import type { Person } from '@foyer/core'
import type { SaveOptions } from './person.port.ts'
import type { Parameters } from './run-statement.ts'

/** Parts of a `with` that has `saved(id)`. */
export const credentialParts = (before: Person | null, after: Person, options: SaveOptions, parameters: Parameters): string[] => [
  ...passkeyParts(before, after, options, parameters),
  ...totpParts(before, after, options, parameters),
]

function passkeyParts(before: Person | null, after: Person, { passkey }: SaveOptions, parameters: Parameters): string[] {
  const had = new Map(before?.passkeys.map((item) => [item.id, item]))
  const gone = [...had.keys()].filter((id) => !after.passkeys.some((item) => item.id === id))
  const renamed = after.passkeys.filter(({ id, name }) => had.has(id) && had.get(id)?.name !== name)
  const added = after.passkeys.filter(({ id }) => !had.has(id))
  const parts: string[] = []
  if (gone.length > 0)
    parts.push(
      `passkeys_gone as (delete from passkeys where user_id in (select id from saved) and id = any(${parameters.add(gone, 'text[]')}))`,
    )
  for (const [index, { id, name }] of renamed.entries())
    parts.push(
      `passkey_renamed_${index} as (update passkeys set name = ${parameters.add(name, 'text')}
        where user_id in (select id from saved) and id = ${parameters.add(id, 'text')})`,
    )
  for (const { id, name, createdAt } of added) {
    if (passkey === undefined || added.length > 1) throw new Error('A decision that adds a passkey is saved with its key')
    const values = [
      parameters.add(id, 'text'),
      'saved.id',
      parameters.add(name, 'text'),
      parameters.add(passkey.relyingParty, 'text'),
      parameters.add(passkey.publicKey, 'bytea'),
      parameters.add(passkey.counter, 'int8'),
      parameters.add(passkey.transports, 'text[]'),
      parameters.add(passkey.synced, 'boolean'),
      parameters.add(passkey.backedUp, 'boolean'),
      `foyer_at(${parameters.add(createdAt, 'int8')})`,
    ]
    parts.push(
      `passkey_added as (
        insert into passkeys (id, user_id, name, relying_party, public_key, counter, transports, synced, backed_up, created_at)
        select ${values.join(', ')} from saved)`,
    )
  }
  return parts
}

function totpParts(before: Person | null, after: Person, { totp, backupCodes }: SaveOptions, parameters: Parameters): string[] {
  const parts: string[] = []
  if (after.totpSince === null && before !== null && before.totpSince !== null) {
    return [
      'totp_gone as (delete from totps where user_id in (select id from saved))',
      'backup_codes_gone as (delete from backup_codes where user_id in (select id from saved))',
    ]
  }
  if (after.totpSince !== null && (before === null || before.totpSince === null)) {
    if (totp === undefined) throw new Error('A decision that adds an authenticator app is saved with its sealed key')
    parts.push(
      `totp_added as (insert into totps (user_id, sealed, last_counter)
        select id, ${parameters.add(totp.sealed, 'text')}, ${parameters.add(totp.lastCounter, 'int8')} from saved
        on conflict (user_id) do update set sealed = excluded.sealed, last_counter = excluded.last_counter)`,
    )
  }
  if (backupCodes !== undefined) {
    parts.push(
      'backup_codes_gone as (delete from backup_codes where user_id in (select id from saved))',
      `backup_codes_made as (insert into backup_codes (user_id, hash)
        select saved.id, code from saved, unnest(${parameters.add(backupCodes, 'bytea[]')}) as code)`,
    )
  }
  return parts
}
