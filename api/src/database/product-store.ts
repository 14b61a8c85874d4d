import type { Kysely } from 'kysely'
import type { ProductsTable, Tables } from './tables.ts'

/** Something the shop sells, its price in minor units of the shop's currency. */
export interface StoredProduct {
  id: string
  sku: string
  name: string
  description: string
  price: number
  available: boolean
}

export function createProductStore(db: Kysely<Tables>) {
  return {
    async list(): Promise<StoredProduct[]> {
      const rows = await db.selectFrom('products').selectAll().orderBy('name').orderBy('id').execute()
      return rows.map(fromRow)
    },

    async findMany(ids: readonly string[]): Promise<StoredProduct[]> {
      const rows = await db.selectFrom('products').selectAll().where('id', 'in', ids).execute()
      return rows.map(fromRow)
    },

    /** Those of `skus` that there are, by sku. */
    async findSkus(skus: readonly string[]): Promise<Map<string, StoredProduct>> {
      const rows = skus.length === 0 ? [] : await db.selectFrom('products').selectAll().where('sku', 'in', skus).execute()
      return new Map(rows.map(row => [row.sku, fromRow(row)]))
    },

    async findBySku(sku: string): Promise<StoredProduct | null> {
      const row = await db.selectFrom('products').selectAll().where('sku', '=', sku).executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },

    /** Makes the product, or changes the one with its sku and keeps that one's id. */
    async put(product: StoredProduct): Promise<StoredProduct> {
      const { name, description, price } = product
      const available = product.available ? 1 : 0
      const row = await db.insertInto('products')
        .values({ id: product.id, sku: product.sku, name, description, price, available })
        .onConflict(conflict => conflict.column('sku').doUpdateSet({ name, description, price, available }))
        .returningAll()
        .executeTakeFirstOrThrow()
      return fromRow(row)
    },
  }
}

function fromRow(row: ProductsTable): StoredProduct {
  return { ...row, available: row.available === 1 }
}
