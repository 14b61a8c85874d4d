import type { MaybeRefOrGetter } from 'vue'
import type { LocationQuery } from 'vue-router'
import { getStaffStats } from '@orderbeat/shared'
import { computed, shallowRef, toValue, watch } from 'vue'
import { usePoll } from '../polling/use-poll.ts'
import { useProducts } from '../shop/product-queries.ts'
import { daysOf, localDay, rangeOf, wrongWith } from './figures-range.ts'

/**
 * How the shop is doing in the days that the address names. `wrong` says why these days cannot be asked for. The shop's
 * day may be another one than the reader's: the API knows, and its answer moves `today`, also at midnight.
 */
export function useFigures(query: MaybeRefOrGetter<LocationQuery>) {
  const today = shallowRef(localDay(Date.now()))
  const range = computed(() => rangeOf(toValue(query), today.value))
  const days = computed(() => daysOf(range.value, today.value))
  const open = computed(() => 'days' in range.value)
  const wrong = computed(() => wrongWith(days.value))
  const poll = usePoll(getStaffStats, () => ({ query: open.value ? { from: days.value.from } : days.value }), { keepPrevious: true, enabled: () => wrong.value === null })

  watch(poll.data, (stats) => {
    if (stats && open.value && stats.from === days.value.from)
      today.value = stats.to
  }, { immediate: true })

  return { ...poll, range, days, today, wrong }
}

/** What the shop counts its money in, as its products say; null while there are none. */
export function useShopCurrency() {
  const products = useProducts()
  return {
    currency: computed(() => products.data.value?.[0]?.currency ?? null),
    pending: products.isPending,
  }
}
