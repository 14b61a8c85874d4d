import { QueryCache, QueryClient } from '@tanstack/vue-query'
import { keepNewer, spreadOrders } from './orders/order-cache.ts'
import { forgetRecord, forgetRecords } from './polling/poll-book.ts'

/** How long an answer that nobody looks at is kept, in milliseconds. */
const keptFor = 5 * 60_000

/** What the app knows from the API, and how it comes to agree with itself. */
export function createQueryClient(): QueryClient {
  const queryClient: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onSuccess(_data, query) {
        spreadOrders(queryClient, query.queryKey, query.state.data)
        sweepAnswers(queryClient)
      },
    }),
    defaultOptions: {
      queries: {
        // The next beat is the retry.
        retry: false,
        // Kept without a timer each, which would outlive the page that asked: `sweepAnswers` and `forgetAnswers` clear up.
        gcTime: Number.POSITIVE_INFINITY,
        // The browser's word on being offline is no reason not to ask: a shop's till may reach nothing but its server.
        networkMode: 'always',
        // What to ask when is decided where polling is.
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        structuralSharing: keepNewer,
      },
      mutations: { retry: false, gcTime: Number.POSITIVE_INFINITY, networkMode: 'always' },
    },
  })
  return queryClient
}

function sweepAnswers(queryClient: QueryClient): void {
  const cache = queryClient.getQueryCache()
  for (const query of cache.findAll({ type: 'inactive', fetchStatus: 'idle' })) {
    if (query.getObserversCount() === 0 && Date.now() - query.state.dataUpdatedAt > keptFor) {
      cache.remove(query)
      forgetRecord(queryClient, query.queryKey)
    }
  }
}

/** Forgets every answer and its tags, and gives up what is being asked. */
export function forgetAnswers(queryClient: QueryClient): void {
  queryClient.clear()
  forgetRecords(queryClient)
}
