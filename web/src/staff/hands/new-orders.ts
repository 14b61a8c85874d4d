import type { Order } from '@orderbeat/shared'
import { getStaffOrder, listStaffOrders } from '@orderbeat/shared'
import { useQueryClient } from '@tanstack/vue-query'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { useMarkRead, useNotifications } from '../../notifications/notification-queries.ts'
import { readAgain } from '../../polling/poll-book.ts'
import { pollKey } from '../../polling/poll-request.ts'
import { usePoll } from '../../polling/use-poll.ts'
import { useSession } from '../../session/session-store.ts'
import { useHandPreferences } from './hand-preferences.ts'

/**
 * The new orders, which nobody has moved yet: `count` is how many there are, null for more than are counted. With the
 * sound on, `waiting` are those that came since and that nobody has opened or changed.
 */
export function useNewOrders() {
  const session = useSession()
  const queryClient = useQueryClient()
  const preferences = useHandPreferences()
  const notifications = useNotifications()
  const markRead = useMarkRead()

  // For a number one order is enough.
  const input = computed(() => ({ query: { status: 'pending', limit: preferences.sound ? 100 : 1 } }))
  const { data } = usePoll(listStaffOrders, input, { keepPrevious: true, listening: () => preferences.sound })

  // What is told in a toast shows in the number at once, and so does what one does oneself.
  watch(notifications.data, (page, before) => {
    if (page !== undefined && before !== undefined && page.notifications[0]?.id !== before.notifications[0]?.id)
      readAgain(queryClient, { queryKey: pollKey(listStaffOrders, session.account?.id ?? null, input.value) })
  })

  watch([() => preferences.sound, data], ([on, page]) => {
    if (on && preferences.soundSince === null && page !== undefined)
      preferences.soundSince = page.orders[0]?.placedAt ?? ''
  }, { immediate: true })

  const arrivals = computed(() => notifications.data.value?.notifications.filter(({ type }) => type === 'order.created') ?? [])
  const answered = shallowRef<ReadonlySet<string>>(new Set())
  const waiting = computed(() => preferences.sound ? data.value?.orders.filter(isWaiting) ?? [] : [])

  function isWaiting({ id, status, version, placedAt }: Order): boolean {
    const { soundSince } = preferences
    return status === 'pending' && version === 1 && soundSince !== null && placedAt > soundSince && !answered.value.has(id)
  }

  // Read in another tab or on another device of this person.
  watch(arrivals, list => answer(list.filter(({ readAt }) => readAt !== null).map(({ orderId }) => orderId)), { immediate: true })

  // Who opens an order has read that it came: so those fall silent too.
  useOpenedOrders((orderId) => {
    if (answered.value.has(orderId))
      return
    answer([orderId])
    const ids = arrivals.value.filter(arrival => arrival.orderId === orderId && arrival.readAt === null).map(({ id }) => id)
    if (preferences.sound && ids.length > 0)
      markRead.mutate({ ids })
  })

  function answer(orderIds: readonly string[]): void {
    if (orderIds.some(id => !answered.value.has(id)))
      answered.value = new Set([...answered.value, ...orderIds])
  }

  return { count: computed(() => data.value?.total === undefined ? 0 : data.value.total), waiting }
}

/** Calls `onOpen` while the page of an order is open in this tab, whenever something is learned about it. */
function useOpenedOrders(onOpen: (orderId: string) => void): void {
  onScopeDispose(useQueryClient().getQueryCache().subscribe(({ query }) => {
    const order = query.queryKey[0] === getStaffOrder.schema.operationId ? query.state.data as Order | undefined : undefined
    if (order !== undefined && query.getObserversCount() > 0)
      onOpen(order.id)
  }))
}
