import type { ProductService } from '../../products/product-service.ts'
import type { App } from '../app-type.ts'
import { listProducts, putProduct } from '@orderbeat/shared'

/** What the shop sells. */
export function productRoutes(app: App, products: ProductService): void {
  app.route({
    ...listProducts,
    handler: async () => ({ products: await products.list() }),
  })
  app.route({
    ...putProduct,
    handler: async (request, reply) => {
      const { product, made } = await products.put(request.params.sku, request.body)
      return reply.code(made ? 201 : 200).send(product)
    },
  })
}
