import type { Order } from '@orderbeat/shared'
import type { Ref } from 'vue'
import { listStaffOrders } from '@orderbeat/shared'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { usePoll } from '../../polling/use-poll.ts'

/** The rest after typing, in milliseconds. */
const rest = 200
const most = 6

/**
 * The orders that `typed` may mean, by number, customer or tracking number; only ever those of what is typed now, so that
 * Enter opens no other. `searching` until they are known.
 */
export function usePaletteOrders(typed: Readonly<Ref<string>>) {
  const sought = shallowRef('')
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(typed, (text) => {
    clearTimeout(timer)
    timer = setTimeout(() => sought.value = soughtIn(text), rest)
  })
  onScopeDispose(() => clearTimeout(timer))

  const { data, error } = usePoll(listStaffOrders, () => ({ query: { q: sought.value, limit: most } }), { interval: -1, enabled: () => sought.value !== '' })
  const current = computed(() => sought.value !== '' && sought.value === soughtIn(typed.value))

  return {
    orders: computed<readonly Order[]>(() => current.value ? data.value?.orders ?? [] : []),
    searching: computed(() => soughtIn(typed.value) !== '' && !(current.value && (data.value !== undefined || error.value !== null))),
    failed: computed(() => current.value && data.value === undefined && error.value !== null),
  }
}

/** A short number is that of an order: "42" means ONLINE-000042. */
function soughtIn(text: string): string {
  const words = text.trim().slice(0, 100)
  return /^\d{1,5}$/.test(words) ? words.padStart(6, '0') : words
}
