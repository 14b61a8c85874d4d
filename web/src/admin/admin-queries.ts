import type { Endpoint, Input, MachineKey, Output, StaffAccount } from '@orderbeat/shared'
import { changeStaffAccount, createKey, createStaffAccount, listKeys, listStaffAccounts, putProduct, revokeKey } from '@orderbeat/shared'
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import { useClient } from '../api/client.ts'
import { useSession } from '../session/session-store.ts'

/** These lists change seldom and are no polls of the API: while they are shown they are read again every minute. */
const beat = 60_000

/** The people who work here, by name. */
export function useStaffAccounts() {
  const read = useReader()
  return useQuery({ ...read('staff-accounts', async (client, signal): Promise<StaffAccount[]> => (await client.call(listStaffAccounts, {}, { signal })).accounts), refetchInterval: beat })
}

/** The keys of tills and other machines, newest first, also those that were revoked. */
export function useMachineKeys() {
  const read = useReader()
  return useQuery({ ...read('machine-keys', async (client, signal): Promise<MachineKey[]> => (await client.call(listKeys, {}, { signal })).keys), refetchInterval: beat })
}

/**
 * What an admin changes. Each ends when the lists show it, and rejects when it was refused. Plain calls rather than
 * mutations, which would remember passwords and keys for as long as the app is open.
 */
export function useAdminActions() {
  const client = useClient()
  const queryClient = useQueryClient()

  function changes<E extends Endpoint>(endpoint: E, list: string) {
    return async (input: Input<E>): Promise<Output<E>> => {
      const answer = await client.call(endpoint, input)
      await queryClient.invalidateQueries({ queryKey: [list] })
      return answer
    }
  }

  return {
    addPerson: changes(createStaffAccount, 'staff-accounts'),
    changePerson: changes(changeStaffAccount, 'staff-accounts'),
    makeKey: changes(createKey, 'machine-keys'),
    revokeKey: changes(revokeKey, 'machine-keys'),
    putProduct: changes(putProduct, 'products'),
  }
}

/** What one account was shown is not shown to the next. */
function useReader() {
  const client = useClient()
  const session = useSession()
  return <T>(list: string, ask: (via: typeof client, signal: AbortSignal) => Promise<T>) => ({
    queryKey: computed(() => [list, session.account?.id ?? null]),
    queryFn: ({ signal }: { signal: AbortSignal }) => ask(client, signal),
  })
}
