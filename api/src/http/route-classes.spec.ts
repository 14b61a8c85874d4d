import type { FastifyInstance } from 'fastify'
import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { guardRoutes } from './authentication.ts'
import { forAnyone, refuseUnclassed } from './route-classes.ts'

async function start(declare: (app: FastifyInstance) => unknown): Promise<void> {
  const app = Fastify()
  refuseUnclassed(app)
  await app.register(async place => void declare(place))
  try {
    await app.ready()
  }
  finally {
    await app.close()
  }
}

const anyone = { config: { access: 'anyone' } } as const
const answer = async () => 'oops'

it.each<[string, (app: FastifyInstance) => unknown, string]>([
  ['GET', app => app.get('/open', answer), 'GET /open, HEAD /open does not say who may call it.'],
  ['HEAD', app => app.get('/open', { ...anyone, exposeHeadRoute: false }, answer) && app.head('/open', answer), 'HEAD /open does not say who may call it.'],
  ['OPTIONS', app => app.options('/open', answer), 'OPTIONS /open does not say who may call it.'],
])('%s that does not say who may call it keeps the app from starting, wherever it is declared', async (_, declare, why) => {
  await expect(start(declare)).rejects.toThrow(why)
})

it('a route that says so starts, with its HEAD, and so do those of others that were opened to anyone', async () => {
  await start(app => app.get('/open', anyone, answer))
  await start(app => forAnyone(app, place => place.register(async others => void others.get('/open', answer))))
})

it('a route of the API that does not is refused as it is declared', async () => {
  const app = Fastify()
  guardRoutes(app, { callers: { identify: () => null }, keys: { identify: async () => null }, pages: { publicOrigin: 'http://localhost', corsOrigins: [] } })
  expect(() => app.get('/open', answer)).toThrow('GET /open does not say who may call it.')
})
