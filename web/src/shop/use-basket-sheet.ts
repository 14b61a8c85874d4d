import { computed } from 'vue'
import { basketSheet } from './basket-lines.ts'
import { useBasket } from './basket-store.ts'
import { useProducts } from './product-queries.ts'

/** The basket with names and prices, and where the products for that stand. */
export function useBasketSheet() {
  const basket = useBasket()
  const products = useProducts()
  const sheet = computed(() => basketSheet(basket.quantities, products.data.value ?? []))
  return { basket, products, sheet }
}
