import type { FastifyInstance } from 'fastify'

interface QuerySchema { properties?: Record<string, { type?: string }> }

/**
 * Turns the texts of a query into the numbers and booleans that its schema names, and nothing else: validation itself never
 * coerces. "0x10", "1e3" or an empty text stay texts, and are refused as such.
 */
export function readQueryValues(app: FastifyInstance): void {
  app.addHook('preValidation', async (request) => {
    const properties = (request.routeOptions.schema?.querystring as QuerySchema | undefined)?.properties ?? {}
    const query = request.query as Record<string, unknown>
    for (const [name, value] of Object.entries(query)) {
      if (properties[name]?.type === 'integer' && typeof value === 'string' && /^-?\d{1,15}$/.test(value))
        query[name] = Number(value)
      if (properties[name]?.type === 'boolean' && (value === 'true' || value === 'false'))
        query[name] = value === 'true'
    }
  })
}
