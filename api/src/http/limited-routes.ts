import type { Actor } from '@orderbeat/shared'
import type { FastifyRequest, preParsingHookHandler } from 'fastify'
import type { Limits } from '../limits/limits.ts'
import type { App } from './app-type.ts'
import { limitRules } from '../limits/limit-rules.ts'
import { addressOf } from './address-of.ts'
import { callerOf } from './authentication.ts'

/**
 * Counts what accounts and keys write, and stops those for a while who ask again and again for what is not there.
 * It comes after the empty answers to polls, which are never counted and pass none of this.
 */
export function limitRoutes(app: App, limits: Limits): void {
  app.addHook('onRoute', (route) => {
    const access = route.config?.access
    const writes = !['GET', 'HEAD'].includes(String(route.method))
    const names = route.url.includes(':')
    if (access === 'anyone' || access === 'cookie' || !(writes || names))
      return
    const limit: preParsingHookHandler = (request, _reply, _payload, done) => {
      const caller = callerOf(request)
      if (names)
        limits.look(limitRules.strays, caller.id)
      if (writes)
        limits.take(caller.kind === 'customer' ? limitRules.customerWrites : limitRules.workWrites, caller.id)
      done()
    }
    route.preParsing = [limit, ...[route.preParsing ?? []].flat()]
  })
}

/** Counts that something was asked for which is not there. */
export function countStray(request: FastifyRequest, limits: Limits): void {
  const caller = request.caller as Actor | null | undefined
  if (caller == null)
    limits.count(limitRules.straysFrom, addressOf(request))
  else
    limits.count(limitRules.strays, caller.id)
}
