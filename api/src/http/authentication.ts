import type { Access, Actor } from '@orderbeat/shared'
import type { FastifyInstance, FastifyRequest, onRequestHookHandler } from 'fastify'
import type { KnownCallers } from './known-callers.ts'
import { DomainError } from '../domain-error.ts'
import { UnauthenticatedError } from '../sessions/session-errors.ts'
import { refuseForeignPages } from './foreign-pages.ts'

declare module 'fastify' {
  interface FastifyContextConfig { access?: Access }
  interface FastifyRequest {
    /** Who asks, from the token alone; null where anyone may. */
    caller: Actor | null
  }
}

/** The account behind a request of a route that asks for one. */
export function callerOf(request: FastifyRequest): Actor {
  if (request.caller === null)
    throw new UnauthenticatedError()
  return request.caller
}

/** Guards every route by the access that its endpoint declares. A route without one does not start. */
export function guardRoutes(app: FastifyInstance, callers: KnownCallers, publicOrigin: string): void {
  app.decorateRequest('caller', null)
  app.addHook('onRoute', (route) => {
    const access = route.config?.access
    if (access === undefined)
      throw new Error(`${String(route.method)} ${route.url} does not say who may call it.`)
    const before = route.onRequest === undefined ? [] : [route.onRequest].flat()
    route.onRequest = [...guardsOf(access, callers, publicOrigin), ...before]
  })
}

function guardsOf(access: Access, callers: KnownCallers, publicOrigin: string): onRequestHookHandler[] {
  if (access === 'anyone')
    return []
  return [(request, _reply, done) => {
    if (access === 'cookie')
      refuseForeignPages(request, publicOrigin)
    else
      request.caller = admit(callers.identify(request.headers.authorization), access)
    done()
  }]
}

function admit(caller: Actor | null, access: Access): Actor {
  if (caller === null)
    throw new UnauthenticatedError()
  refuseRole(caller, access)
  return caller
}

function refuseRole(caller: Actor, access: Access): void {
  if (access === 'customer' && caller.kind !== 'customer')
    throw new DomainError('customers-only', 'Sign in as a customer to place and follow orders.')
  if (access === 'staff' && caller.kind === 'customer')
    throw new DomainError('forbidden', 'Only people who work here may do this.')
  if (access === 'admin' && caller.kind !== 'admin')
    throw new DomainError('forbidden', 'Only admins may do this.')
}
