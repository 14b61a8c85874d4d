import { listProducts } from '@orderbeat/shared'
import { keepPreviousData, useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useClient } from '../api/client.ts'
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
    queryFn: async ({ signal }) => (await client.call(listProducts, {}, { signal })).products,
    staleTime: 5 * 60 * 1000,
    placeholderData: keepPreviousData,
  })
}
