import type { FastifyRequest } from 'fastify'
import { csrfHeader } from '@orderbeat/shared'
import { DomainError } from '../domain-error.ts'

/**
 * Keeps other sites from using the refresh cookie (cross-site request forgery): they cannot send our header without asking,
 * and their Origin is not ours.
 */
export function refuseForeignPages(request: FastifyRequest, publicOrigin: string): void {
  const { origin } = request.headers
  if (request.headers[csrfHeader] !== '1')
    throw new DomainError('forbidden', 'The header X-Orderbeat: 1 is missing.')
  if (origin !== undefined && canonical(origin) !== canonical(publicOrigin))
    throw new DomainError('forbidden', 'This is for pages of the app\'s own origin.')
}

/** The names of this machine count as one: people type either. */
function canonical(origin: string): string {
  return origin.replace(/^(https?:\/\/)(?:127\.0\.0\.1|\[::1\])(?=:|$)/, '$1localhost')
}
