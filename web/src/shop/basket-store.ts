import { orderLimits } from '@orderbeat/shared'
import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { keepBasket, keptBasket, onOtherBasket } from './basket-memory.ts'

/** The basket: how many of which product, by product id. It outlives reloads and signing in, on this device only. */
export const useBasket = defineStore('basket', () => {
  const quantities = ref<Record<string, number>>(keptBasket())
  const count = computed(() => Object.values(quantities.value).reduce((sum, quantity) => sum + quantity, 0))
  const full = computed(() => Object.keys(quantities.value).length >= orderLimits.lines)

  function quantityOf(productId: string): number {
    return quantities.value[productId] ?? 0
  }

  /** Sets how many are wanted; 0 takes the product out. The shop's limits hold: what goes beyond is cut. */
  function set(productId: string, quantity: number): void {
    const wanted = Math.min(Math.max(Math.trunc(quantity) || 0, 0), orderLimits.quantity)
    const { [productId]: before, ...others } = quantities.value
    if (wanted === 0)
      quantities.value = others
    else if (before !== undefined || !full.value)
      quantities.value = { ...quantities.value, [productId]: wanted }
  }

  function add(productId: string): void {
    set(productId, quantityOf(productId) + 1)
  }

  function empty(): void {
    quantities.value = {}
  }

  watch(quantities, keepBasket, { flush: 'sync' })
  onOtherBasket(other => quantities.value = other)

  return { quantities, count, full, quantityOf, set, add, empty }
})
