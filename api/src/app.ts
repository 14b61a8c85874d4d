import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Config } from './config.ts'
import type { Database } from './database/open-database.ts'
import type { App } from './http/app-type.ts'
import type { Pressure } from './http/pressure.ts'
import type { Passwords } from './sessions/passwords.ts'
import type { Later } from './write-behind.ts'
import cookies from '@fastify/cookie'
import Fastify, { LogController } from 'fastify'
import { createStaffAccountService } from './accounts/staff-account-service.ts'
import { createFigureService } from './figures/figure-service.ts'
import { prepareFigures } from './figures/recount.ts'
import { createAccessTokens } from './http/access-tokens.ts'
import { addressOf } from './http/address-of.ts'
import { closeAnswers, refuseLongAddresses } from './http/api-headers.ts'
import { guardRoutes } from './http/authentication.ts'
import { answerClientErrors } from './http/client-errors.ts'
import { compressAnswers } from './http/compression.ts'
import { answerConditionally } from './http/conditional.ts'
import { countAnswers, countDatabaseErrors } from './http/count-answers.ts'
import { allowOrigins } from './http/cross-origin.ts'
import { gaugesOf } from './http/gauges.ts'
import { readJsonOnly } from './http/json-bodies.ts'
import { createKnownCallers } from './http/known-callers.ts'
import { answerKnownPolls } from './http/known-polls.ts'
import { lightRequests } from './http/light-requests.ts'
import { limitRoutes } from './http/limited-routes.ts'
import { createMeters } from './http/meters.ts'
import { ignoreExpectations, wantHost } from './http/named-host.ts'
import { refuseStrayQueries } from './http/no-query.ts'
import { describeApi, serveDocumentation } from './http/openapi.ts'
import { createPollAnswers } from './http/poll-answers.ts'
import { answerProblem, answerProblems } from './http/problems.ts'
import { prometheusText } from './http/prometheus.ts'
import { readQueryValues } from './http/query-values.ts'
import { watchRefusals } from './http/refusals.ts'
import { createRequestIds } from './http/request-ids.ts'
import { createRequestLog, logRequests } from './http/request-log.ts'
import { refuseUnclassed } from './http/route-classes.ts'
import { adminRoutes } from './http/routes/admin.ts'
import { healthRoutes } from './http/routes/health.ts'
import { metricsRoute } from './http/routes/metrics.ts'
import { notificationRoutes } from './http/routes/notifications.ts'
import { orderRoutes } from './http/routes/orders.ts'
import { productRoutes } from './http/routes/products.ts'
import { sessionRoutes } from './http/routes/sessions.ts'
import { staffOrderRoutes } from './http/routes/staff-orders.ts'
import { staffStatsRoutes } from './http/routes/staff-stats.ts'
import { createSessionCookie } from './http/session-cookie.ts'
import { shedPolls } from './http/shedding.ts'
import { serveWebApp } from './http/web-app.ts'
import { createKeyService } from './keys/key-service.ts'
import { limitRules } from './limits/limit-rules.ts'
import { createLimits, noLimits } from './limits/limits.ts'
import { createNotificationService } from './notifications/notification-service.ts'
import { createCustomerOrderService } from './orders/customer-order-service.ts'
import { createEagerness } from './orders/eagerness.ts'
import { dayOf } from './orders/shop-day.ts'
import { createSight } from './orders/sight.ts'
import { createStaffOrderService } from './orders/staff-order-service.ts'
import { createProductService } from './products/product-service.ts'
import { createSecurityLog } from './security-log.ts'
import { createRefreshTokens } from './sessions/refresh-tokens.ts'
import { createSessionService } from './sessions/session-service.ts'

/** What the app is made of. */
export interface AppParts {
  config: Pick<Config, 'publicOrigin' | 'corsOrigins' | 'trustedProxies' | 'rateLimits' | 'pollSeconds' | 'undoSeconds' | 'shop'> & { jwtSecret: string }
  database: Database
  passwords: Passwords
  log: FastifyBaseLogger
  clock: () => number
  newId: () => string
  later: Later
  /** The folder of the built web app, or null to serve the API alone. */
  webFolder: string | null
  /** What the page offers to those who try the demo, or null in a real shop. */
  demo: object | null
  draining: () => boolean
  pressure: Pressure
  /** For those who watch over it: what they must know to see the metrics, and what the process alone knows. Null: there are none. */
  metrics: { token: string, memory: () => number, waitingPasswords: () => number } | null
}

/** Grows with every change of the answers' form, so that no client keeps one of the old form. */
const answerForm = 2

/**
 * How long a connection may rest, in milliseconds: longer than any beat, so that polls find theirs still open, and longer than
 * the proxies and load balancers in front (the longest common one keeps idle connections for 600 s), so that none of them
 * sends a request into a connection that is just being closed.
 * @see https://cloud.google.com/load-balancing/docs/https#timeouts_and_retries
 */
const keepAliveTimeout = 620_000

/** Puts the service together. It does not listen, and touches nothing but its parts. */
export async function buildApp(parts: AppParts): Promise<App> {
  const { config, database, clock, newId, log, later } = parts
  const meters = createMeters()
  const security = createSecurityLog(log)
  const limits = config.rateLimits ? createLimits({ database, clock, log, later }) : noLimits
  const problems = { isUnavailable: countDatabaseErrors(database.isUnavailable, meters), onRefusal: watchRefusals(limits, security) }
  const newRequestId = createRequestIds(newId())
  const app: App = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newRequestId,
    // A logger for each request costs more than it tells: what is logged of a request names it.
    childLoggerFactory: logger => logger,
    frameworkErrors: (error, request, reply) => void answerProblem(problems)(error, request, reply),
    clientErrorHandler: answerClientErrors(newRequestId),
    // Off, or a list: whoever may name any address has as many budgets as there are addresses.
    trustProxy: config.trustedProxies.length === 0 ? false : [...config.trustedProxies],
    // Who comes while the server stops on a connection that is still open is served, and told that it closes.
    return503OnClosing: false,
    keepAliveTimeout,
    requestTimeout: 10_000,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 2_000, requireHostHeader: false, ...lightRequests },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: true } },
  })
  refuseUnclassed(app)
  readJsonOnly(app)
  answerProblems(app, problems)
  wantHost(app)
  ignoreExpectations(app)
  refuseLongAddresses(app)
  const requestLog = createRequestLog(log)
  logRequests(app, requestLog)
  countAnswers(app, meters)
  const tokens = await createAccessTokens(app, config.jwtSecret, clock)
  await describeApi(app)
  await app.register(async documentation => serveDocumentation(documentation))
  await app.register(async operations => serveMetrics(operations))
  await app.register(async api => serveApi(api as App))
  await app.register(async web => serveWebApp(web, {
    folder: parts.webFolder,
    demo: parts.demo,
    timeZone: config.shop.timeZone,
    publicOrigin: config.publicOrigin,
    refuseStrays: request => limits.look(limitRules.straysFrom, addressOf(request)),
  }))
  return app

  async function serveMetrics(operations: FastifyInstance): Promise<void> {
    if (parts.metrics === null)
      return
    closeAnswers(operations as App)
    const { token, memory, waitingPasswords } = parts.metrics
    const queues = () => ({ ...database.queues(), passwords: waitingPasswords() })
    metricsRoute(operations, token, () => prometheusText(meters, gaugesOf({ pressure: parts.pressure, queues, memory })))
  }

  async function serveApi(api: App): Promise<void> {
    allowOrigins(api, config.corsOrigins)
    await compressAnswers(api)
    closeAnswers(api)
    const eagerness = createEagerness(clock)
    const databaseId = await database.stores.changes.databaseId()
    const answers = createPollAnswers({
      readFeed: database.readFeed,
      eagerUntil: eagerness.until,
      load: parts.pressure.load,
      pollSeconds: config.pollSeconds,
      // Compression, which looks for its own spelling, and pages of other origins have their say in it.
      vary: ['Authorization', 'accept-encoding', ...config.corsOrigins.length > 0 ? ['Origin'] : []].join(', '),
      today: () => dayOf(new Date(clock()).toISOString(), config.shop.timeZone),
      clock,
    })
    answerConditionally(api, { answers, meters, epoch: JSON.stringify([answerForm, databaseId, config.shop, config.undoSeconds]), undoSeconds: config.undoSeconds })
    const keys = createKeyService({ database, clock, newId, log, later, security })
    const callers = createKnownCallers(tokens, clock)
    guardRoutes(api, { callers, keys, pages: config })
    limitRoutes(api, limits)
    const isShedding = shedPolls(api, { pressure: parts.pressure, pollSeconds: config.pollSeconds, isLetIn: answers.isHandedOn, onShed: () => meters.shed++ })
    answerKnownPolls(api.server, { callers, answers, isShedding, meters, log: requestLog, newRequestId })
    readQueryValues(api)
    refuseStrayQueries(api)
    const orderParts = { database, clock, newId, log, shop: config.shop, undoSeconds: config.undoSeconds, origin: config.publicOrigin }
    await prepareFigures(orderParts)
    const sight = createSight({ ...orderParts, later }, seconds => meters.freshness.observe(seconds))
    orderRoutes(api, createCustomerOrderService(orderParts, eagerness, sight))
    staffOrderRoutes(api, createStaffOrderService(orderParts))
    staffStatsRoutes(api, createFigureService(orderParts))
    adminRoutes(api, createStaffAccountService({ database, clock, newId, passwords: parts.passwords, security }), keys)
    api.addHook('onClose', async () => void await Promise.all([sight.close(), keys.close(), limits.close()]))
    productRoutes(api, createProductService({ database, newId, shop: config.shop }))
    notificationRoutes(api, createNotificationService({ database, clock, newId }))
    const refreshTokens = createRefreshTokens(config.jwtSecret)
    const sessions = createSessionService({ database, clock, newId, passwords: parts.passwords, refreshTokens, limits, security })
    await api.register(async (withCookies) => {
      await withCookies.register(cookies)
      sessionRoutes(withCookies as App, sessions, createSessionCookie(tokens, config.publicOrigin))
    })
    healthRoutes(api, database.ping, parts.draining)
  }
}
