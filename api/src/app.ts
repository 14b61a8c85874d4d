import type { FastifyBaseLogger } from 'fastify'
import type { Config } from './config.ts'
import type { Database } from './database/open-database.ts'
import type { App } from './http/app-type.ts'
import type { Passwords } from './sessions/passwords.ts'
import cookies from '@fastify/cookie'
import Fastify, { LogController } from 'fastify'
import { createAccessTokens } from './http/access-tokens.ts'
import { guardRoutes } from './http/authentication.ts'
import { answerConditionally } from './http/conditional.ts'
import { readJsonOnly } from './http/json-bodies.ts'
import { describeApi, serveDocumentation } from './http/openapi.ts'
import { answerProblem, answerProblems } from './http/problems.ts'
import { readQueryValues } from './http/query-values.ts'
import { logRequests } from './http/request-log.ts'
import { healthRoutes } from './http/routes/health.ts'
import { notificationRoutes } from './http/routes/notifications.ts'
import { orderRoutes } from './http/routes/orders.ts'
import { productRoutes } from './http/routes/products.ts'
import { sessionRoutes } from './http/routes/sessions.ts'
import { staffOrderRoutes } from './http/routes/staff-orders.ts'
import { createSessionCookie } from './http/session-cookie.ts'
import { serveWebApp } from './http/web-app.ts'
import { createNotificationService } from './notifications/notification-service.ts'
import { createCustomerOrderService } from './orders/customer-order-service.ts'
import { createStaffOrderService } from './orders/staff-order-service.ts'
import { createProductService } from './products/product-service.ts'
import { createRefreshTokens } from './sessions/refresh-tokens.ts'
import { createSessionService } from './sessions/session-service.ts'

/** What the app is made of. */
export interface AppParts {
  config: Pick<Config, 'publicOrigin' | 'pollSeconds' | 'undoSeconds' | 'shop'> & { jwtSecret: string }
  database: Database
  passwords: Passwords
  log: FastifyBaseLogger
  clock: () => number
  newId: () => string
  /** The folder of the built web app, or null to serve the API alone. */
  webFolder: string | null
  /** What the page offers to those who try the demo, or null in a real shop. */
  demo: object | null
  draining: () => boolean
}

/** Grows with every change of the answers' form, so that no client keeps one of the old form. */
const answerForm = 1

/** Puts the service together. It does not listen, and touches nothing but its parts. */
export async function buildApp(parts: AppParts): Promise<App> {
  const { config, database, clock, newId, log } = parts
  const app: App = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newId,
    frameworkErrors: (error, request, reply) => void answerProblem(database.isUnavailable)(error, request, reply),
    requestTimeout: 10_000,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 2_000 },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: true } },
  })
  readJsonOnly(app)
  answerProblems(app, database.isUnavailable)
  logRequests(app)
  const tokens = await createAccessTokens(app, config.jwtSecret, clock)
  await app.register(cookies)
  await describeApi(app)
  await app.register(async documentation => serveDocumentation(documentation))
  await app.register(async api => serveApi(api as App))
  await app.register(async web => serveWebApp(web, parts.webFolder, parts.demo))
  return app

  async function serveApi(api: App): Promise<void> {
    const databaseId = await database.stores.changes.databaseId()
    answerConditionally(api, { readRevisions: database.readRevisions, epoch: `${answerForm}.${databaseId}`, pollSeconds: config.pollSeconds, undoSeconds: config.undoSeconds, clock })
    guardRoutes(api, tokens, config.publicOrigin)
    readQueryValues(api)
    const orderParts = { database, clock, newId, log, shop: config.shop }
    orderRoutes(api, createCustomerOrderService(orderParts))
    staffOrderRoutes(api, createStaffOrderService(orderParts))
    productRoutes(api, createProductService({ database, newId, shop: config.shop }))
    notificationRoutes(api, createNotificationService({ database, clock, newId }))
    const refreshTokens = createRefreshTokens(config.jwtSecret)
    sessionRoutes(api, createSessionService({ database, clock, newId, passwords: parts.passwords, refreshTokens }), createSessionCookie(tokens, config.publicOrigin))
    healthRoutes(api, database.ping, parts.draining)
  }
}
