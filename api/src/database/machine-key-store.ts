import type { KeyScope } from '@orderbeat/shared'
import type { Kysely } from 'kysely'
import type { MachineKeysTable, Tables } from './tables.ts'

/** The key of a machine. Instants in milliseconds since 1970. */
export interface StoredKey {
  id: string
  name: string
  scopes: KeyScope[]
  createdAt: number
  lastUsedAt: number | null
  revokedAt: number | null
}

export function createMachineKeyStore(db: Kysely<Tables>) {
  return {
    async insert(key: StoredKey, hash: string): Promise<void> {
      await db.insertInto('machine_keys')
        .values({ id: key.id, name: key.name, scopes: JSON.stringify(key.scopes), key_hash: hash, created_at: key.createdAt, last_used_at: null, revoked_at: null })
        .execute()
    },

    /** Newest first, also the revoked ones. */
    async list(): Promise<StoredKey[]> {
      const rows = await db.selectFrom('machine_keys').selectAll().orderBy('created_at', 'desc').orderBy('id', 'desc').execute()
      return rows.map(fromRow)
    },

    /** The key with this hash, unless it is revoked. */
    async findByHash(hash: string): Promise<StoredKey | null> {
      const row = await db.selectFrom('machine_keys').selectAll().where('key_hash', '=', hash).where('revoked_at', 'is', null).executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },

    /** Null when there is no such key. One that is revoked stays as it is. */
    async revoke(id: string, at: number): Promise<StoredKey | null> {
      await db.updateTable('machine_keys').set({ revoked_at: at }).where('id', '=', id).where('revoked_at', 'is', null).execute()
      const row = await db.selectFrom('machine_keys').selectAll().where('id', '=', id).executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },

    async noteUse(id: string, at: number): Promise<void> {
      await db.updateTable('machine_keys').set({ last_used_at: at }).where('id', '=', id).execute()
    },
  }
}

function fromRow(row: MachineKeysTable): StoredKey {
  return {
    id: row.id,
    name: row.name,
    scopes: JSON.parse(row.scopes) as KeyScope[],
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  }
}
