import type { Product } from '@orderbeat/shared'
import type { Client } from '../api/client.ts'
import { listProducts } from '@orderbeat/shared'
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { ConnectionError, useClient } from '../api/client.ts'
import { useSession } from '../session/session-store.ts'

/**
 * What the shop sells. The same for everyone, but asked for again when somebody else signs in: what was learned in one
 * session is forgotten with it.
 */
export function useProducts() {
  const client = useClient()
  const session = useSession()
  return useQuery({
    queryKey: computed(() => ['products', session.account?.id ?? null]),
    queryFn: ({ signal }) => readProducts(client, session.account?.id ?? null, signal),
    staleTime: 5 * 60 * 1000,
    placeholderData: keepPreviousData,
  })
}

/** Without an answer, what this device has kept for its account: one can still choose, and order for later. */
async function readProducts(client: Client, account: string | null, signal: AbortSignal): Promise<Product[]> {
  try {
    const { products } = await client.call(listProducts, {}, { signal })
    if (account !== null)
      void import('../offline/kept-products.ts').then(kept => kept.keepProducts(account, products)).catch(() => {})
    return products
  }
  catch (error) {
    const kept = error instanceof ConnectionError && account !== null ? await import('../offline/kept-products.ts').then(kept => kept.recallProducts(account)).catch(() => null) : null
    if (kept === null)
      throw error
    return kept
  }
}
