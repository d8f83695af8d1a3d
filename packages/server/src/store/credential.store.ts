// Passkeys, authenticator apps and backup codes when they are used: each use is one conditional statement.

import type { CredentialStore, PasskeyListing, StoredPasskey } from './credential.port.ts'
import { isUserId } from './read-person.ts'
import { type Executor, runStatement } from './run-statement.ts'

export function createCredentialStore(db: Executor): CredentialStore {
  return {
    async findPasskey(id) {
      const text = `select id, user_id as "userId", relying_party as "relyingParty", public_key as "publicKey", counter, transports
        from passkeys where id = $1`
      const [row] = await runStatement<StoredPasskey>(db, text, [id])
      return row ?? null
    },

    async usePasskey(id, { counter, backedUp, on }) {
      const text = `update passkeys set counter = $2::int8, backed_up = $3::boolean, last_used_at = foyer_now(), last_used_on = $4::text
        where id = $1 and (counter < $2::int8 or (counter = 0 and $2::int8 = 0)) returning 1`
      const rows = await runStatement(db, text, [id, counter, backedUp, on])
      return rows.length === 1
    },

    async listPasskeys(userId) {
      if (!isUserId(userId)) return []
      const text = `select id, name, foyer_ms(created_at) as "createdAt", foyer_ms(last_used_at) as "lastUsedAt",
          last_used_on as "lastUsedOn", synced, relying_party as "relyingParty"
        from passkeys where user_id = $1::uuid order by created_at, id`
      return runStatement<PasskeyListing>(db, text, [userId])
    },

    async otherRelyingParty(relyingParty) {
      const text = 'select relying_party as other from passkeys where relying_party <> $1 limit 1'
      const [row] = await runStatement<{ other: string }>(db, text, [relyingParty])
      return row?.other ?? null
    },

    async readTotp(userId) {
      const text = 'select sealed, last_counter as "lastCounter" from totps where user_id = $1::uuid'
      const [row] = await runStatement<{ sealed: string; lastCounter: number }>(db, text, [userId])
      return row ?? null
    },

    async useTotp(userId, counter) {
      const text = 'update totps set last_counter = $2::int8 where user_id = $1::uuid and last_counter < $2::int8 returning 1'
      const rows = await runStatement(db, text, [userId, counter])
      return rows.length === 1
    },

    async useBackupCode(userId, hashes) {
      const text = 'delete from backup_codes where user_id = $1::uuid and hash = any($2::bytea[]) returning 1'
      const rows = await runStatement(db, text, [userId, hashes])
      return rows.length > 0
    },

    async countBackupCodes(userId) {
      const [row] = await runStatement<{ count: number }>(db, 'select count(*) as count from backup_codes where user_id = $1::uuid', [
        userId,
      ])
      return row?.count ?? 0
    },
  }
}
