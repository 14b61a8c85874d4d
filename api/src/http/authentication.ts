import type { Access, Actor } from '@orderbeat/shared'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { AccessTokens } from './access-tokens.ts'
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
export function guardRoutes(app: FastifyInstance, tokens: AccessTokens, publicOrigin: string): void {
  app.decorateRequest('caller', null)
  app.addHook('onRoute', (route) => {
    const access = route.config?.access
    if (access === undefined)
      throw new Error(`${String(route.method)} ${route.url} does not say who may call it.`)
    const before = route.onRequest === undefined ? [] : [route.onRequest].flat()
    route.onRequest = [...guardsOf(access, tokens, publicOrigin), ...before]
  })
}

type Guard = (request: FastifyRequest) => Promise<void>

function guardsOf(access: Access, tokens: AccessTokens, publicOrigin: string): Guard[] {
  if (access === 'anyone')
    return []
  if (access === 'cookie')
    return [async request => refuseForeignPages(request, publicOrigin)]
  return [async (request) => {
    request.caller = identify(request, tokens)
    refuseRole(request.caller, access)
  }]
}

function identify(request: FastifyRequest, tokens: AccessTokens): Actor {
  const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(request.headers.authorization ?? '') ?? []
  const claims = token === undefined ? null : tokens.verify(token)
  if (claims === null)
    throw new UnauthenticatedError()
  return { kind: claims.role, id: claims.sub, name: claims.name }
}

function refuseRole(caller: Actor, access: Access): void {
  if (access === 'customer' && caller.kind !== 'customer')
    throw new DomainError('customers-only', 'Sign in as a customer to place and follow orders.')
  if (access === 'staff' && caller.kind === 'customer')
    throw new DomainError('forbidden', 'Only people who work here may do this.')
  if (access === 'admin' && caller.kind !== 'admin')
    throw new DomainError('forbidden', 'Only admins may do this.')
}
