import type { FastifyInstance, preValidationHookHandler } from 'fastify'

interface QuerySchema { properties?: Record<string, { type?: string }> }

/**
 * Turns the texts of a query into the numbers and booleans that its schema names, and nothing else: validation itself never
 * coerces. "0x10", "1e3" or an empty text stay texts, and are refused as such.
 */
export function readQueryValues(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    const properties = Object.entries((route.schema?.querystring as QuerySchema | undefined)?.properties ?? {})
    const integers = properties.filter(([, { type }]) => type === 'integer').map(([name]) => name)
    const booleans = properties.filter(([, { type }]) => type === 'boolean').map(([name]) => name)
    if (integers.length + booleans.length === 0)
      return
    const read: preValidationHookHandler = (request, _reply, done) => {
      const query = request.query as Record<string, unknown>
      for (const name of integers) {
        if (typeof query[name] === 'string' && /^-?\d{1,15}$/.test(query[name]))
          query[name] = Number(query[name])
      }
      for (const name of booleans) {
        if (query[name] === 'true' || query[name] === 'false')
          query[name] = query[name] === 'true'
      }
      done()
    }
    route.preValidation = [read, route.preValidation ?? []].flat()
  })
}
