import type { Order } from '@orderbeat/shared'
import { mostBulkOrders } from '@orderbeat/shared'
import { shallowReactive, shallowRef } from 'vue'

/** Orders that somebody has picked to do something with all of them, each as it was last seen. */
export interface Selection {
  has: (orderId: string) => boolean
  readonly size: number
  readonly orders: Order[]
  /** Said when there was no room for all: a run takes so many at most. */
  readonly full: boolean
  set: (orders: readonly Order[], on: boolean) => void
  /** Takes over what is seen of them by now. */
  see: (orders: readonly Order[]) => void
  clear: () => void
}

/** A selection goes by id, so that no refresh and no other page takes it away. */
export function useSelection(most: number = mostBulkOrders): Selection {
  const picked = shallowReactive(new Map<string, Order>())
  const full = shallowRef(false)

  function set(orders: readonly Order[], on: boolean): void {
    full.value = false
    for (const order of orders) {
      if (!on)
        picked.delete(order.id)
      else if (picked.size < most || picked.has(order.id))
        picked.set(order.id, order)
      else
        full.value = true
    }
  }

  return {
    has: orderId => picked.has(orderId),
    get size() {
      return picked.size
    },
    get orders() {
      return [...picked.values()]
    },
    get full() {
      return full.value
    },
    set,
    see: orders => orders.filter(({ id, version }) => picked.has(id) && picked.get(id)!.version < version).forEach(order => picked.set(order.id, order)),
    clear() {
      picked.clear()
      full.value = false
    },
  }
}
