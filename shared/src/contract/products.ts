import type { Static } from 'typebox'
import type { Endpoint } from './endpoint.ts'
import Type from 'typebox'
import { apiBase } from './endpoint.ts'
import { Amount, Currency, Id } from './scalars.ts'

export const Product = Type.Object({
  id: Id,
  sku: Type.String(),
  name: Type.String(),
  description: Type.String(),
  price: Amount,
  currency: Currency,
  available: Type.Boolean(),
}, { title: 'Product' })
export type Product = Static<typeof Product>

export const listProducts = {
  method: 'GET',
  url: `${apiBase}/products`,
  config: { access: 'anyone' },
  schema: {
    operationId: 'listProducts',
    summary: 'What the shop sells, by name',
    tags: ['Products'],
    response: { 200: Type.Object({ products: Type.Array(Product) }) },
  },
} as const satisfies Endpoint
