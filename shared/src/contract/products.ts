import type { Static } from 'typebox'
import type { Endpoint } from './endpoint.ts'
import Type from 'typebox'
import { apiBase, problemResponses } from './endpoint.ts'
import { Amount, Currency, Id, Line, strict, Text } from './scalars.ts'

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

const tags = ['Products']

export const listProducts = {
  method: 'GET',
  url: `${apiBase}/products`,
  config: { access: 'anyone' },
  schema: {
    operationId: 'listProducts',
    summary: 'What the shop sells, by name',
    tags,
    response: { 200: Type.Object({ products: Type.Array(Product) }) },
  },
} as const satisfies Endpoint

export const putProduct = {
  method: 'PUT',
  url: `${apiBase}/staff/products/:sku`,
  config: { access: 'admin' },
  schema: {
    operationId: 'putProduct',
    summary: 'Make or change a product',
    description: 'Orders that were placed keep the name and price they were placed with.',
    tags,
    params: Type.Object({ sku: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$' }) }),
    body: Type.Object({
      name: Line(80),
      description: Text(500),
      price: Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'In minor units of the shop\'s currency.' }),
      available: Type.Boolean(),
    }, strict),
    response: { 200: Product, 201: Product, ...problemResponses('invalid-request', 'unauthenticated', 'forbidden') },
  },
} as const satisfies Endpoint
