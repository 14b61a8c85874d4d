import type { ProblemCode } from '@orderbeat/shared'
import type { FastifyRequest } from 'fastify'
import type { Limits } from '../limits/limits.ts'
import type { SecurityLog } from '../security-log.ts'
import { addressOf } from './address-of.ts'
import { countStray } from './limited-routes.ts'

const told = new Set<ProblemCode>(['unauthenticated', 'invalid-credentials', 'forbidden', 'customers-only', 'too-many-requests'])
const missing = new Set<ProblemCode>(['not-found', 'order-not-found'])

/** Tells the security log of those who were refused, and counts what was asked for and is not there. */
export function watchRefusals(limits: Limits, security: SecurityLog) {
  return (request: FastifyRequest, code: ProblemCode): void => {
    if (missing.has(code))
      countStray(request, limits)
    if (told.has(code) && (code !== 'unauthenticated' || showsSomething(request)))
      security('refused', { code, instance: request.id, account: request.caller?.id, from: addressOf(request) })
  }
}

/** Who shows nothing has signed out, or has never signed in: no news. */
function showsSomething({ headers }: FastifyRequest): boolean {
  return headers.authorization !== undefined || headers.cookie !== undefined
}
