import type { Account, MachineKey, Product, StaffAccount } from '@orderbeat/shared'
import { sam } from './samples.ts'

export const ada: Account = { id: 'ada', name: 'Ada', email: 'ada@example.com', role: 'admin' }

const before = '2026-11-01T09:00:00.000Z'

export function aKey(parts: Partial<MachineKey> = {}): MachineKey {
  return { id: 'key-1', name: 'Till 1', scopes: ['orders:read', 'orders:write'], createdAt: before, lastUsedAt: null, revokedAt: null, ...parts }
}

/** Ada or Sam, as those who work here. */
export function aPerson({ id, name, email, role }: Account = sam, parts: Partial<StaffAccount> = {}): StaffAccount {
  return { id, name, email, role: role === 'admin' ? 'admin' : 'staff', createdAt: before, disabledAt: null, ...parts }
}

export function aProduct(parts: Partial<Product> = {}): Product {
  return { id: 'beans', sku: 'BEANS', name: 'Coffee beans', description: '250 g', price: 1250, currency: 'EUR', available: true, ...parts }
}
