import type { Order, OrderPage } from '@orderbeat/shared'
import type { Ref } from 'vue'
import { shallowReactive, shallowRef, watch } from 'vue'

type Page = Pick<OrderPage, 'orders' | 'nextCursor'>

/** A fresh page, sorted by newest, beside the rows that are shown: what to show of it, and what is newer than all of them. */
export function arranged({ orders: fresh, nextCursor }: Page, shown: readonly Order[], hold: boolean): { rows: readonly Order[], newer: readonly Order[] } {
  const known = new Set(shown.map(({ id }) => id))
  const start = fresh.findIndex(({ id }) => known.has(id))
  const newer = fresh.slice(0, start === -1 ? fresh.length : start)
  if (!hold || newer.length === 0)
    return { rows: fresh, newer }
  // What the newer ones have pushed off the page stays in sight, as it was last seen.
  const last = fresh.at(-1)!.placedAt
  const listed = new Set(fresh.map(({ id }) => id))
  const pushed = nextCursor === null ? [] : shown.filter(({ id, placedAt }) => !listed.has(id) && placedAt < last)
  return { rows: [...fresh.slice(newer.length), ...pushed], newer }
}

interface Situation {
  /** What the list is: another one is shown as it comes. */
  list: () => string
  /** New orders come on top of this list. */
  newestFirst: () => boolean
  /** Somebody is in the middle of something that a moving list would spoil. */
  busy: () => boolean
}

/**
 * The rows of a polled list. New ones come on top and are marked as arrived; while somebody is busy they wait until they are
 * let in. Whatever else changes shows at once.
 */
export function useArrivals(fresh: Readonly<Ref<Page | undefined>>, { list, newestFirst, busy }: Situation) {
  const rows = shallowRef<readonly Order[]>(fresh.value?.orders ?? [])
  const waiting = shallowRef<readonly Order[]>([])
  const arrived = shallowReactive(new Set<string>())
  let another = fresh.value === undefined

  watch([fresh, list], ([page, name], [before, nameBefore]) => {
    another ||= name !== nameBefore || page === undefined
    if (page !== undefined && page !== before)
      take(page)
  }, { flush: 'sync' })

  function take(page: Page): void {
    if (another || !newestFirst() || rows.value.length === 0) {
      another = false
      arrived.clear()
      waiting.value = []
      rows.value = page.orders
      return
    }
    const { rows: next, newer } = arranged(page, rows.value, busy() || waiting.value.length > 0)
    const held = next !== page.orders
    waiting.value = held ? newer : []
    if (!held)
      newer.forEach(({ id }) => arrived.add(id))
    rows.value = next
  }

  function letIn(): void {
    waiting.value.forEach(({ id }) => arrived.add(id))
    waiting.value = []
    rows.value = fresh.value?.orders ?? []
  }

  return { rows, waiting, arrived, letIn, seen: (orderId: string) => arrived.delete(orderId) }
}
