import type { FastifyInstance } from 'fastify'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'

/** A method and an address, as the router has them. */
export interface Route { method: string, url: string }

/** What an app routes that `build` makes: its own word for it, also HEAD and what plugins bring. */
export async function routesOf<T>(build: () => Promise<T>): Promise<{ built: T, routes: Route[] }> {
  const routes: Route[] = []
  let first = true
  const listen = (message: unknown): void => {
    const { fastify } = message as { fastify: FastifyInstance }
    if (first)
      fastify.addHook('onRoute', ({ method, url }) => void routes.push(...[method].flat().map(one => ({ method: one, url }))))
    first = false
  }
  subscribe('fastify.initialization', listen)
  const built = await build()
  unsubscribe('fastify.initialization', listen)
  return { built, routes }
}
