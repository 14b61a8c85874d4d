import type { FastifyInstance } from 'fastify'

/**
 * Has writes that know no query refuse one: whoever puts a value where nobody looks for it means something by it, and would take
 * the success for a yes.
 */
export function refuseStrayQueries(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (route.schema?.querystring === undefined && !['GET', 'HEAD'].includes(String(route.method)))
      route.schema = { ...route.schema, querystring: { type: 'object', additionalProperties: false } }
  })
}
