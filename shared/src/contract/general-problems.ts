import type { Endpoint } from './endpoint.ts'
import type { ProblemCode } from './problem.ts'
import { problemResponses } from './endpoint.ts'

/**
 * Every answer of an endpoint by its status: those that it declares, and the problems that any endpoint of its kind may
 * answer with, because of who asks, what they send, or how the server is.
 */
export function responsesOf(endpoint: Endpoint): Endpoint['schema']['response'] {
  return { ...problemResponses(...generalProblems(endpoint)), ...endpoint.schema.response }
}

function generalProblems({ method, config: { access }, schema: { params, headers } }: Endpoint): ProblemCode[] {
  const sends = (name: string) => headers !== undefined && Object.hasOwn((headers as { properties?: object }).properties ?? {}, name)
  return [
    'invalid-request',
    'address-too-long',
    'too-many-requests',
    'internal-error',
    'unavailable',
    ...access === 'anyone' ? [] : ['unauthenticated', 'forbidden'] as const,
    ...params === undefined ? [] : ['not-found'] as const,
    ...method === 'GET' ? [] : ['payload-too-large', 'unsupported-media-type'] as const,
    ...sends('idempotency-key') ? ['idempotency-in-flight', 'idempotency-mismatch'] as const : [],
    ...sends('if-match') ? ['order-changed'] as const : [],
  ]
}
