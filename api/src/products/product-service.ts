import type { Product } from '@orderbeat/shared'
import type { Database } from '../database/open-database.ts'
import type { StoredProduct } from '../database/product-store.ts'

export interface ProductParts {
  database: Pick<Database, 'stores' | 'write'>
  newId: () => string
  shop: { currency: string }
}

export type ProductService = ReturnType<typeof createProductService>

/** What the shop sells. */
export function createProductService({ database, newId, shop }: ProductParts) {
  const view = (product: StoredProduct): Product => ({ ...product, currency: shop.currency })
  return {
    list: async (): Promise<Product[]> => (await database.stores.products.list()).map(view),

    /** Makes or changes the product with this sku. */
    put: (sku: string, body: Omit<StoredProduct, 'id' | 'sku'>): Promise<{ product: Product, made: boolean }> =>
      database.write(async (stores) => {
        const made = await stores.products.findBySku(sku) === null
        return { product: view(await stores.products.put({ ...body, id: newId(), sku })), made }
      }),
  }
}
