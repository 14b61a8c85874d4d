import type { Role } from '@orderbeat/shared'
import type { Kysely } from 'kysely'
import type { AccountsTable, Tables } from './tables.ts'
import { chunks } from './chunks.ts'

/** A person who can sign in. */
export interface StoredAccount {
  id: string
  email: string
  name: string
  role: Role
  passwordHash: string
  /** Milliseconds since 1970. */
  createdAt: number
  disabledAt: number | null
}

/** Somebody who gets an account. */
export interface NewAccount extends Omit<StoredAccount, 'createdAt' | 'disabledAt'> { disabled: boolean }

export function createAccountStore(db: Kysely<Tables>) {
  return {
    /** False when the email has an account already. */
    async insert(account: NewAccount, at: number): Promise<boolean> {
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

    /** Those that had no account: their emails. Instants in milliseconds since 1970. */
    async insertMany(accounts: readonly StoredAccount[]): Promise<Set<string>> {
      const inserted = new Set<string>()
      for (const some of chunks(accounts)) {
        const rows = await db.insertInto('accounts')
          .values(some.map(({ id, email, name, role, passwordHash, disabledAt, createdAt }) => ({ id, email, name, role, password_hash: passwordHash, disabled_at: disabledAt, created_at: createdAt })))
          .onConflict(conflict => conflict.column('email').doNothing())
          .returning('email')
          .execute()
        rows.forEach(({ email }) => inserted.add(email))
      }
      return inserted
    },

    async findByEmail(email: string): Promise<StoredAccount | null> {
      const row = await db.selectFrom('accounts').selectAll().where('email', '=', email).executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },

    /** Those of `emails` that there are, by email. */
    async findEmails(emails: readonly string[]): Promise<Map<string, StoredAccount>> {
      const rows = emails.length === 0 ? [] : await db.selectFrom('accounts').selectAll().where('email', 'in', emails).execute()
      return new Map(rows.map(row => [row.email, fromRow(row)]))
    },

    /** The emails of some accounts, by id. */
    async emailsOf(ids: readonly string[]): Promise<Map<string, string>> {
      const rows = ids.length === 0 ? [] : await db.selectFrom('accounts').select(['id', 'email']).where('id', 'in', ids).execute()
      return new Map(rows.map(({ id, email }) => [id, email]))
    },

    /** All accounts by id, some at a time: those after the one with this id. */
    async listAll(after: string, limit: number): Promise<StoredAccount[]> {
      const rows = await db.selectFrom('accounts').selectAll().where('id', '>', after).orderBy('id').limit(limit).execute()
      return rows.map(fromRow)
    },

    async find(id: string): Promise<StoredAccount | null> {
      const row = await db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },

    /** Who works here, by name. */
    async listStaff(): Promise<StoredAccount[]> {
      const rows = await db.selectFrom('accounts').selectAll().where('role', '<>', 'customer').orderBy('name').orderBy('id').execute()
      return rows.map(fromRow)
    },

    async update({ id, name, role, disabledAt }: Pick<StoredAccount, 'id' | 'name' | 'role' | 'disabledAt'>): Promise<void> {
      await db.updateTable('accounts').set({ name, role, disabled_at: disabledAt }).where('id', '=', id).execute()
    },

    /** Lets nobody else change who is admin until this transaction ends: of two who shut each other out one is refused. */
    async holdAdmins(): Promise<void> {
      await db.updateTable('accounts').set(builder => ({ role: builder.ref('role') })).where('role', '=', 'admin').execute()
    },

    /** There is an admin who can sign in. */
    async hasAdmin(): Promise<boolean> {
      return await db.selectFrom('accounts').select('id').where('role', '=', 'admin').where('disabled_at', 'is', null).limit(1).executeTakeFirst() !== undefined
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
    createdAt: row.created_at,
    disabledAt: row.disabled_at,
  }
}
