import type { Product } from '@orderbeat/shared'
import { lineTotal, orderSums } from '@orderbeat/shared'

/** A product in the basket. `total` in minor units of the product's currency. */
export interface BasketLine {
  product: Product
  quantity: number
  total: number
}

/** The basket in words and prices: `total` of what can be ordered, in minor units. */
export interface BasketSheet {
  lines: BasketLine[]
  total: number
  currency: string
  /** Whether every line can be ordered now. */
  orderable: boolean
}

/** The lines of a basket in the order in which they were put in. Products that the shop does not know any more are left out. */
export function basketSheet(quantities: Record<string, number>, products: readonly Product[]): BasketSheet {
  const lines = Object.entries(quantities).flatMap(([id, quantity]) => {
    const product = products.find(candidate => candidate.id === id)
    return product ? [{ product, quantity, total: lineTotal({ quantity, unitPrice: product.price }) }] : []
  })
  const available = lines.filter(line => line.product.available)
  return {
    lines,
    total: orderSums(available.map(({ quantity, product }) => ({ quantity, unitPrice: product.price })), 0).total,
    currency: products[0]?.currency ?? 'EUR',
    orderable: lines.length > 0 && available.length === lines.length,
  }
}
