import type { FastifyInstance } from 'fastify'
import type { AccessTokens } from '../src/http/access-tokens.ts'
import etag from '@fastify/etag'
import { listOrders } from '@orderbeat/shared'
import Fastify from 'fastify'
import { pino } from 'pino'
import { Server as SocketServer } from 'socket.io'
import { v7 } from 'uuid'
import { buildApp } from '../src/app.ts'
import { openDatabase } from '../src/database/open-database.ts'
import { createAccessTokens } from '../src/http/access-tokens.ts'
import { createKnownCallers } from '../src/http/known-callers.ts'
import { lightRequests } from '../src/http/light-requests.ts'
import { createCustomerOrderService } from '../src/orders/customer-order-service.ts'
import { UnauthenticatedError } from '../src/sessions/session-errors.ts'
import { byTimer } from '../src/write-behind.ts'
import { noPressure } from '../test/no-pressure.ts'
import { benchNow, benchShop } from './orders.ts'
import { serveWritten } from './written.ts'

export const benchSecret = 'a secret of the benchmark that is long enough'
const log = pino({ level: 'silent' })
const route = listOrders.url

/** What is measured, each as an app that listens nowhere yet. `socket` is a Socket.IO server beside an app without routes. */
export const kinds = ['bare', 'naive', 'etag', 'ours', 'written', 'socket'] as const
export type ServerKind = typeof kinds[number]

/** Builds one of the servers that are compared, on the database behind `url`. */
export async function buildServer(kind: ServerKind, url: string): Promise<FastifyInstance> {
  if (kind === 'ours')
    return buildOurs(url)
  // As Orderbeat does: none of them should pay for what its neighbour saves.
  const app = Fastify({ http: lightRequests })
  const tokens = await createAccessTokens(app, benchSecret, Date.now)
  if (kind === 'bare')
    app.get(route, (_request, reply) => void reply.code(304).send())
  if (kind === 'etag')
    await app.register(etag, { weak: true })
  if (kind === 'naive' || kind === 'etag')
    await serveNaively(app, tokens, url)
  if (kind === 'written')
    serveWritten(app, tokens, url)
  if (kind === 'socket')
    serveSockets(app, tokens)
  return app
}

async function buildOurs(url: string): Promise<FastifyInstance> {
  const database = await openDatabase(url)
  const app = await buildApp({
    config: { publicOrigin: 'http://localhost:3000', corsOrigins: [], trustedProxies: [], rateLimits: true, pollSeconds: { history: 30, tracker: 60 }, undoSeconds: 600, shop: benchShop, jwtSecret: benchSecret },
    database,
    passwords: { hash: async () => '', verify: async () => false },
    // As it runs: each request is told to the log, which goes nowhere here.
    log: pino({ level: 'info' }, pino.destination('/dev/null')),
    clock: Date.now,
    newId: () => v7(),
    later: byTimer,
    webFolder: null,
    demo: null,
    draining: () => false,
    pressure: noPressure,
    metrics: null,
  })
  app.addHook('onClose', () => database.close())
  return app
}

/** What a poll costs where nobody thought of it: behind the same token check, the page is read and written each time. */
async function serveNaively(app: FastifyInstance, tokens: AccessTokens, url: string): Promise<void> {
  const database = await openDatabase(url)
  const orders = createCustomerOrderService({ database, clock: () => benchNow, newId: () => v7(), log, shop: benchShop, undoSeconds: 600, origin: 'http://localhost:3000' }, { noteLook: () => {} }, { note: () => {} })
  const callers = createKnownCallers(tokens, Date.now)
  app.get(route, { schema: { response: listOrders.schema.response } }, async (request) => {
    const caller = callers.identify(request.headers.authorization)
    if (caller === null)
      throw new UnauthenticatedError()
    return orders.list(caller.id, {})
  })
}

function serveSockets(app: FastifyInstance, tokens: AccessTokens): void {
  const io = new SocketServer(app.server, { pingInterval: 2500, pingTimeout: 20_000, serveClient: false })
  io.use((socket, next) => {
    const claims = tokens.verify(String((socket.handshake.auth as { token?: string }).token))
    if (claims === null)
      return next(new Error('unauthenticated'))
    void socket.join(claims.sub)
    next()
  })
  app.decorate('emitTo', (customerId: string, order: unknown) => io.to(customerId).emit('order', order))
  app.addHook('onClose', () => io.disconnectSockets(true))
}
