import type { SessionService } from '../../sessions/session-service.ts'
import type { App } from '../app-type.ts'
import type { SessionCookie } from '../session-cookie.ts'
import { getMe, logIn, logOut, refreshSession, register } from '@orderbeat/shared'
import { addressOf } from '../address-of.ts'
import { callerOf } from '../authentication.ts'

/** Signing up, in and out. */
export function sessionRoutes(app: App, sessions: SessionService, cookie: SessionCookie): void {
  app.route({
    ...register,
    handler: async (request, reply) => reply.code(201).send(cookie.open(reply, await sessions.register(request.body, addressOf(request)))),
  })
  app.route({
    ...logIn,
    handler: async (request, reply) => cookie.open(reply, await sessions.logIn(request.body, addressOf(request))),
  })
  app.route({
    ...refreshSession,
    handler: async (request, reply) => cookie.open(reply, await sessions.refresh(cookie.read(request), addressOf(request))),
  })
  app.route({
    ...logOut,
    handler: async (request, reply) => {
      const token = cookie.find(request)
      if (token !== null)
        await sessions.logOut(token)
      cookie.close(reply)
      return reply.code(204).send(null)
    },
  })
  app.route({
    ...getMe,
    handler: request => sessions.me(callerOf(request).id),
  })
}
