import type { FastifyInstance, RouteOptions } from 'fastify'

/** Has the app not start while a route of it, whoever declared it, HEAD and OPTIONS included, does not say who may call it. */
export function refuseUnclassed(app: FastifyInstance): void {
  const routes: RouteOptions[] = []
  app.addHook('onRoute', route => void routes.push(route))
  app.addHook('onReady', async () => {
    const open = routes.filter(({ config }) => config?.access === undefined).map(({ method, url }) => `${String(method)} ${url}`)
    if (open.length > 0)
      throw new Error(`${open.join(', ')} does not say who may call it.`)
  })
}

/** A place for the plugins of others, whose routes cannot say it themselves: anyone may call them. */
export async function forAnyone(app: FastifyInstance, add: (place: FastifyInstance) => PromiseLike<unknown>): Promise<void> {
  await app.register(async (place) => {
    place.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: 'anyone' }
    })
    await add(place)
  })
}
