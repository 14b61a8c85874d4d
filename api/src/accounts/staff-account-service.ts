import type { Actor, StaffAccount } from '@orderbeat/shared'
import type { StoredAccount } from '../database/account-store.ts'
import type { Database } from '../database/open-database.ts'
import type { SecurityLog } from '../security-log.ts'
import type { Passwords } from '../sessions/passwords.ts'
import { DomainError } from '../domain-error.ts'
import { EmailTakenError } from '../sessions/session-errors.ts'

export interface StaffAccountParts {
  database: Pick<Database, 'stores' | 'write'>
  clock: () => number
  newId: () => string
  passwords: Passwords
  security: SecurityLog
}

export type StaffAccountService = ReturnType<typeof createStaffAccountService>

/** The people who work here. */
export function createStaffAccountService({ database, clock, newId, passwords, security }: StaffAccountParts) {
  return {
    async list(): Promise<{ accounts: StaffAccount[] }> {
      return { accounts: (await database.stores.accounts.listStaff()).map(view) }
    },

    /** Throws EmailTakenError. */
    async create(by: Actor, body: { name: string, email: string, password: string, role: StaffAccount['role'] }): Promise<StaffAccount> {
      const account = { id: newId(), email: body.email.toLowerCase(), name: body.name.trim(), role: body.role, passwordHash: await passwords.hash(body.password), disabled: false }
      const now = clock()
      if (!await database.write(stores => stores.accounts.insert(account, now)))
        throw new EmailTakenError()
      security('account-made', { by: by.id, account: account.id, role: account.role })
      return view({ ...account, createdAt: now, disabledAt: null })
    },

    /** Throws DomainError `not-found` for who does not work here, `last-admin` where nobody else could undo it. */
    async change(by: Actor, id: string, body: { name?: string, role?: StaffAccount['role'], disabled?: boolean }): Promise<StaffAccount> {
      const now = clock()
      const { before, after } = await database.write(async (stores) => {
        await stores.accounts.holdAdmins()
        const before = await stores.accounts.find(id)
        if (before === null || before.role === 'customer')
          throw new DomainError('not-found', 'Nobody who works here has this id.')
        const disabledAt = body.disabled === undefined ? before.disabledAt : body.disabled ? before.disabledAt ?? now : null
        const after = { ...before, name: body.name?.trim() ?? before.name, role: body.role ?? before.role, disabledAt }
        await stores.accounts.update(after)
        if (!await stores.accounts.hasAdmin())
          throw new DomainError('last-admin', 'This is the last admin who can sign in: make somebody else admin first.')
        if (disabledAt !== null)
          await stores.refreshes.revokeAll(id, now)
        return { before, after }
      })
      if (after.role !== before.role)
        security('role-changed', { by: by.id, account: id, from: before.role, to: after.role })
      if ((after.disabledAt === null) !== (before.disabledAt === null))
        security(after.disabledAt === null ? 'account-enabled' : 'account-disabled', { by: by.id, account: id })
      return view(after)
    },
  }
}

function view({ id, name, email, role, createdAt, disabledAt }: Pick<StoredAccount, 'id' | 'name' | 'email' | 'role' | 'createdAt' | 'disabledAt'>): StaffAccount {
  return { id, name, email, role: role as StaffAccount['role'], createdAt: new Date(createdAt).toISOString(), disabledAt: disabledAt === null ? null : new Date(disabledAt).toISOString() }
}
