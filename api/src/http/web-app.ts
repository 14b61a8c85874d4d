import type { FastifyInstance } from 'fastify'
import helmet from '@fastify/helmet'
import files from '@fastify/static'
import { sendProblem } from './problems.ts'

const immutable = /\/assets\//

/**
 * Serves the built web app: its files, and its one page for every address that is the router's business.
 * Files with a hash in their name never change; the page itself is asked for anew each time.
 */
export async function serveWebApp(app: FastifyInstance, folder: string | null): Promise<void> {
  if (folder === null) {
    app.setNotFoundHandler((request, reply) => sendProblem(request, reply, 'not-found', 'There is no such address.'))
    return
  }
  app.addHook('onRoute', (route) => {
    route.config = { access: 'anyone', ...route.config }
  })
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ['\'self\''],
        'img-src': ['\'self\'', 'data:'],
        'style-src': ['\'self\'', '\'unsafe-inline\''],
        'base-uri': ['\'none\''],
        'object-src': ['\'none\''],
        'form-action': ['\'self\''],
        'frame-ancestors': ['\'none\''],
      },
    },
    strictTransportSecurity: false,
  })
  await app.register(files, {
    root: folder,
    cacheControl: false,
    setHeaders: (response, path) => {
      response.header('cache-control', immutable.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.setNotFoundHandler((request, reply) => {
    if (['GET', 'HEAD'].includes(request.method) && !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html'))
      return reply.sendFile('index.html')
    return sendProblem(request, reply, 'not-found', 'There is no such address.')
  })
}
