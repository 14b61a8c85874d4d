import type { App } from '../app-type.ts'
import { getLiveness, getReadiness } from '@orderbeat/shared'
import { DomainError } from '../../domain-error.ts'

/** Whether the service runs and can serve. `draining` says that it is about to stop. */
export function healthRoutes(app: App, ping: () => Promise<void>, draining: () => boolean): void {
  app.route({
    ...getLiveness,
    handler: async () => ({ status: 'ok' as const }),
  })
  app.route({
    ...getReadiness,
    handler: async () => {
      if (draining())
        throw new DomainError('unavailable', 'The server is shutting down.')
      await ping()
      return { status: 'ok' as const }
    },
  })
}
