import type { QueryClient } from '@tanstack/vue-query'
import { ApiError } from '../api/client.ts'

/**
 * Hears when the API does not know an address that this app asks: it speaks another contract by now, and another version of
 * the app goes with that. What is shown stays, and what was done waits.
 * @returns ends it
 */
export function onOtherContract(queryClient: QueryClient, hear: () => void): () => void {
  return queryClient.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'error' && event.action.error instanceof ApiError && event.action.error.code === 'not-found')
      hear()
  })
}
