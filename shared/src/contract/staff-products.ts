import type { Endpoint } from './endpoint.ts'
import Type from 'typebox'
import { apiBase, problemResponses } from './endpoint.ts'
import { Product } from './products.ts'
import { Line, strict, Text } from './scalars.ts'

export const putProduct = {
  method: 'PUT',
  url: `${apiBase}/staff/products/:sku`,
  config: { access: 'admin' },
  schema: {
    operationId: 'putProduct',
    summary: 'Make or change a product',
    description: 'Orders that were placed keep the name and price they were placed with.',
    tags: ['Products'],
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
