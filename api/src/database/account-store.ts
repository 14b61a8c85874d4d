import type { Role } from '@orderbeat/shared'
import type { Kysely } from 'kysely'
import type { AccountsTable, Tables } from './tables.ts'

/** A person who can sign in. */
export interface StoredAccount {
  id: string
  email: string
  name: string
  role: Role
  passwordHash: string
  disabled: boolean
}

export function createAccountStore(db: Kysely<Tables>) {
  return {
    /** False when the email has an account already. */
    async insert(account: StoredAccount, at: number): Promise<boolean> {
      const inserted = await db.insertInto('accounts')
        .values({
          id: account.id,
          email: account.email,
          name: account.name,
          role: account.role,
          password_hash: account.passwordHash,
          disabled_at: account.disabled ? at : null,
          created_at: at,
        })
        .onConflict(conflict => conflict.column('email').doNothing())
        .returning('id')
        .executeTakeFirst()
      return inserted !== undefined
    },

    async findByEmail(email: string): Promise<StoredAccount | null> {
      const row = await db.selectFrom('accounts').selectAll().where('email', '=', email).executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },

    async find(id: string): Promise<StoredAccount | null> {
      const row = await db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },

    /** Nobody has an account yet. */
    async isEmpty(): Promise<boolean> {
      return await db.selectFrom('accounts').select('id').limit(1).executeTakeFirst() === undefined
    },
  }
}

function fromRow(row: AccountsTable): StoredAccount {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    passwordHash: row.password_hash,
    disabled: row.disabled_at !== null,
  }
}
