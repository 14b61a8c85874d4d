import type { Access, Actor, KeyScope } from '@orderbeat/shared'
import type { FastifyInstance, FastifyRequest, onRequestHookHandler } from 'fastify'
import type { KeyService } from '../keys/key-service.ts'
import type { OwnPages } from './foreign-pages.ts'
import type { KnownCallers } from './known-callers.ts'
import { keyPrefix } from '@orderbeat/shared'
import { DomainError } from '../domain-error.ts'
import { UnauthenticatedError } from '../sessions/session-errors.ts'
import { addressOf } from './address-of.ts'
import { refuseForeignPages } from './foreign-pages.ts'

declare module 'fastify' {
  interface FastifyContextConfig { access?: Access, scope?: KeyScope }
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

/** How callers are known: people by their tokens, machines by their keys. */
export interface Guards { callers: Pick<KnownCallers, 'identify'>, keys: Pick<KeyService, 'identify'>, pages: OwnPages }

/** Guards every route by the access that its endpoint declares. One without it is refused on the spot. */
export function guardRoutes(app: FastifyInstance, guards: Guards): void {
  app.decorateRequest('caller', null)
  app.addHook('onRoute', (route) => {
    const access = route.config?.access
    if (access === undefined)
      throw new Error(`${String(route.method)} ${route.url} does not say who may call it.`)
    const before = route.onRequest === undefined ? [] : [route.onRequest].flat()
    route.onRequest = [...guardsOf(access, route.config?.scope, guards), ...before]
  })
}

const bearer = 'Bearer '
const keyBearer = `${bearer}${keyPrefix}`

function guardsOf(access: Access, scope: KeyScope | undefined, { callers, keys, pages }: Guards): onRequestHookHandler[] {
  if (access === 'anyone')
    return []
  return [(request, _reply, done) => {
    if (access === 'cookie') {
      refuseForeignPages(request, pages)
    }
    else if (scope !== undefined && request.headers.authorization?.startsWith(keyBearer) === true) {
      keys.identify(request.headers.authorization.slice(bearer.length), addressOf(request)).then((machine) => {
        request.caller = machine?.actor ?? null
        admitMachine(machine, scope)
        done()
      }).catch(done)
      return
    }
    else {
      request.caller = callers.identify(request.headers.authorization)
      admit(request.caller, access)
    }
    done()
  }]
}

function admitMachine(machine: Awaited<ReturnType<KeyService['identify']>>, scope: KeyScope): void {
  if (machine === null)
    throw new UnauthenticatedError()
  if (!machine.scopes.includes(scope))
    throw new DomainError('forbidden', `This key has not the scope ${scope}.`)
}

function admit(caller: Actor | null, access: Access): void {
  if (caller === null)
    throw new UnauthenticatedError()
  if (access === 'customer' && caller.kind !== 'customer')
    throw new DomainError('customers-only', 'Sign in as a customer to place and follow orders.')
  if (access === 'staff' && caller.kind === 'customer')
    throw new DomainError('forbidden', 'Only people who work here may do this.')
  if (access === 'admin' && caller.kind !== 'admin')
    throw new DomainError('forbidden', 'Only admins may do this.')
}
