import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import helmet from '@fastify/helmet'
import files from '@fastify/static'
import { DomainError } from '../domain-error.ts'
import { pagePolicy } from './page-policy.ts'
import { forAnyone } from './route-classes.ts'

const immutable = /\/assets\//

export interface WebParts {
  /** Where the built app is, or null for the API alone. */
  folder: string | null
  demo: object | null
  /** The shop's: IANA time zone name. */
  timeZone: string
  publicOrigin: string
  /** Throws when who asks has asked for too much that is not there. */
  refuseStrays: (request: FastifyRequest) => void
}

/**
 * Serves the built web app: its files, and its one page for every address that is the router's business.
 * Files with a hash in their name never change; the page itself is asked for anew each time.
 */
export async function serveWebApp(app: FastifyInstance, { folder, demo, timeZone, publicOrigin, refuseStrays }: WebParts): Promise<void> {
  const refuse = (request: FastifyRequest): never => {
    refuseStrays(request)
    throw new DomainError('not-found', 'There is no such address.')
  }
  if (folder === null) {
    app.setNotFoundHandler(refuse)
    return
  }
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: pagePolicy,
    },
    strictTransportSecurity: publicOrigin.startsWith('https:') && { maxAge: 365 * 24 * 60 * 60, includeSubDomains: false },
  })
  const page = await pageOf(folder, { 'orderbeat-time-zone': timeZone, 'orderbeat-demo': demo === null ? null : JSON.stringify(demo) })
  const sendPage = (reply: FastifyReply) => reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page)
  app.get('/', { config: { access: 'anyone' } }, (_request, reply) => sendPage(reply))
  await forAnyone(app, place => place.register(files, {
    root: folder,
    index: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (response, path) => {
      response.header('cache-control', immutable.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  }))
  app.setNotFoundHandler((request, reply) => {
    if (['GET', 'HEAD'].includes(request.method) && !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html'))
      return sendPage(reply)
    return refuse(request)
  })
}

/**
 * The app's one page, with what it must know of the shop before anybody has signed in: its time zone, and in the demo whom
 * one may come in as, so that nobody has to look for a password.
 */
async function pageOf(folder: string, facts: Record<string, string | null>): Promise<string> {
  const page = await readFile(join(folder, 'index.html'), 'utf8')
  const metas = Object.entries(facts).filter(([, fact]) => fact !== null).map(([name, fact]) => `<meta name="${name}" content="${fact!.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}">\n`)
  return page.replace('</head>', `${metas.join('')}</head>`)
}
