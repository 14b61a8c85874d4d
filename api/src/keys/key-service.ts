import type { Actor, KeyScope, MachineKey } from '@orderbeat/shared'
import type { StoredKey } from '../database/machine-key-store.ts'
import type { Database } from '../database/open-database.ts'
import type { Log } from '../orders/order-parts.ts'
import type { SecurityLog } from '../security-log.ts'
import type { Later } from '../write-behind.ts'
import { hash, randomBytes } from 'node:crypto'
import { keyPrefix } from '@orderbeat/shared'
import { DomainError } from '../domain-error.ts'
import { RecentMap } from '../recent-map.ts'
import { createWriteBehind, inOrder } from '../write-behind.ts'

export interface KeyParts {
  database: Pick<Database, 'stores' | 'write'>
  clock: () => number
  newId: () => string
  log: Log
  later: Later
  security: SecurityLog
}

/** Keys of which is remembered from where they were used last. */
const mostKnown = 1000

export type KeyService = ReturnType<typeof createKeyService>

/** The keys of tills and other machines. A key is random and long, so a plain hash of it is as good as it. */
export function createKeyService({ database, clock, newId, log, later, security }: KeyParts) {
  const usedFrom = new RecentMap<string, string>(mostKnown)
  const uses = createWriteBehind<number>(async (used) => {
    await database.write(async (stores) => {
      for (const [id, at] of inOrder(used))
        await stores.machineKeys.noteUse(id, at)
    })
  }, { log, later })

  const view = (key: StoredKey): MachineKey => ({
    id: key.id,
    name: key.name,
    scopes: key.scopes,
    createdAt: instant(key.createdAt)!,
    lastUsedAt: instant(uses.pending(key.id) ?? key.lastUsedAt),
    revokedAt: instant(key.revokedAt),
  })

  return {
    async list(): Promise<{ keys: MachineKey[] }> {
      return { keys: (await database.stores.machineKeys.list()).map(view) }
    },

    /** The only answer that has the key itself. */
    async create(by: Actor, body: { name: string, scopes: KeyScope[] }): Promise<MachineKey> {
      const key = `${keyPrefix}${randomBytes(32).toString('base64url')}`
      const stored: StoredKey = { id: newId(), name: body.name.trim(), scopes: body.scopes, createdAt: clock(), lastUsedAt: null, revokedAt: null }
      await database.write(stores => stores.machineKeys.insert(stored, hashOf(key)))
      security('key-made', { by: by.id, key: stored.id, scopes: stored.scopes })
      return { ...view(stored), key }
    },

    /** Throws DomainError `not-found`. */
    async revoke(by: Actor, id: string): Promise<MachineKey> {
      const revoked = await database.write(stores => stores.machineKeys.revoke(id, clock()))
      if (revoked === null)
        throw new DomainError('not-found', 'No key has this id.')
      security('key-revoked', { by: by.id, key: id })
      return view(revoked)
    },

    /** The machine behind a key, and what it may do; null when the key is unknown or revoked. Asked anew each time, so that a revoked key stops at once. */
    async identify(key: string, from: string): Promise<{ actor: Actor, scopes: KeyScope[] } | null> {
      const stored = await database.stores.machineKeys.findByHash(hashOf(key))
      if (stored === null)
        return null
      uses.note(stored.id, clock())
      if (usedFrom.get(stored.id) !== from) {
        usedFrom.set(stored.id, from)
        security('key-used-from', { key: stored.id, from })
      }
      return { actor: { kind: 'key', id: stored.id, name: stored.name }, scopes: stored.scopes }
    },

    close: uses.close,
  }
}

function hashOf(key: string): string {
  return hash('sha256', key, 'base64url')
}

function instant(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString()
}
