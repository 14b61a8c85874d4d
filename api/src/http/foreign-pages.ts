import type { FastifyRequest } from 'fastify'
import { csrfHeader } from '@orderbeat/shared'
import { DomainError } from '../domain-error.ts'

/** The pages that may use the refresh cookie: those of the app's own origin, and of origins it is served from elsewhere. */
export interface OwnPages { publicOrigin: string, corsOrigins: readonly string[] }

/**
 * Keeps other sites from using the refresh cookie (cross-site request forgery): they cannot send our header without asking,
 * their Origin is not ours, and browsers say of them that they are another site.
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
export function refuseForeignPages(request: FastifyRequest, { publicOrigin, corsOrigins }: OwnPages): void {
  const { origin, 'sec-fetch-site': site } = request.headers
  const fromElsewhere = origin !== undefined && corsOrigins.includes(origin)
  if (request.headers[csrfHeader] !== '1')
    throw new DomainError('forbidden', 'The header X-Orderbeat: 1 is missing.')
  if (origin !== undefined && !fromElsewhere && canonical(origin) !== canonical(publicOrigin))
    throw new DomainError('forbidden', 'This is for pages of the app\'s own origin.')
  if (site !== undefined && site !== (fromElsewhere ? 'same-site' : 'same-origin'))
    throw new DomainError('forbidden', 'This is for pages of the app\'s own site.')
}

/** The names of this machine count as one: people type either. */
function canonical(origin: string): string {
  return origin.replace(/^(https?:\/\/)(?:127\.0\.0\.1|\[::1\])(?=:|$)/, '$1localhost')
}
