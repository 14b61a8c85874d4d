import type { Product } from '@orderbeat/shared'
import { contractVersion } from '@orderbeat/shared'
import { keptAccount } from '../session/kept-account.ts'
import { device } from './device.ts'

const name = 'products'

/** Keeps what the shop sells beside what else is kept for an account, as long as it is signed in here. */
export async function keepProducts(account: string, products: Product[]): Promise<void> {
  if (keptAccount()?.id === account)
    await device.put('answers', { account, name, contract: contractVersion, data: products, answeredAt: Date.now() })
}

/** What the shop sold when it was last asked, or null. */
export async function recallProducts(account: string): Promise<Product[] | null> {
  const rows = await device.all<{ name: string, contract: number, data: Product[] }>('answers', account)
  return rows.find(row => row.name === name && row.contract === contractVersion)?.data ?? null
}
