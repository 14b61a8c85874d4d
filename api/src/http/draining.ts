import type { FastifyInstance } from 'fastify'
import { setTimeout as rest } from 'node:timers/promises'

/** Milliseconds: so long nobody must have asked, so long this is waited for at most, and after so long connections are cut. */
const limits = { quiet: 250, waiting: 3000, cut: 8000 }

/**
 * Stops serving without losing what was accepted. For a while everybody is still answered and told that the connection closes
 * (RFC 9112 §9.6), so that load balancers see that the server is not ready and clients go elsewhere; then nobody new is let in,
 * and what is under way is finished.
 */
export async function drain(app: FastifyInstance): Promise<void> {
  const from = performance.now()
  let last = from
  app.server.prependListener('request', (_request, response) => {
    response.shouldKeepAlive = false
    last = performance.now()
  })
  while (performance.now() - last < limits.quiet && performance.now() - from < limits.waiting)
    await rest(50)

  // Whoever was being answered when it began may keep the connection: it is closed as soon as it rests.
  const resting = setInterval(() => app.server.closeIdleConnections(), 100)
  const cutting = setTimeout(() => app.server.closeAllConnections(), limits.cut - (performance.now() - from))
  await app.close().finally(() => {
    clearInterval(resting)
    clearTimeout(cutting)
  })
}
