import type { Static } from 'typebox'
import Type from 'typebox'

/**
 * Every problem the API can answer with (RFC 9457). A code is permanent: clients decide by it.
 * `type` is `/problems/<code>`.
 */
export const problems = {
  'invalid-request': { status: 400, title: 'The request is not valid' },
  'unauthenticated': { status: 401, title: 'Sign in first' },
  'invalid-credentials': { status: 401, title: 'The email or the password is wrong' },
  'forbidden': { status: 403, title: 'Not allowed' },
  'customers-only': { status: 403, title: 'Only customers have orders of their own' },
  'not-found': { status: 404, title: 'Nothing is here' },
  'order-not-found': { status: 404, title: 'There is no such order' },
  'request-timeout': { status: 408, title: 'The request took too long to arrive' },
  'email-taken': { status: 409, title: 'There is an account with this email' },
  'product-unavailable': { status: 409, title: 'A product cannot be ordered at the moment' },
  'last-admin': { status: 409, title: 'Somebody has to be admin' },
  'undo-refused': { status: 409, title: 'The change cannot be taken back' },
  'transition-refused': { status: 409, title: 'The order cannot go there' },
  'idempotency-in-flight': { status: 409, title: 'The first request with this key is still running' },
  'order-changed': { status: 412, title: 'The order has changed meanwhile' },
  'payload-too-large': { status: 413, title: 'The request is too large' },
  'address-too-long': { status: 414, title: 'The address is too long' },
  'unsupported-media-type': { status: 415, title: 'The request is not JSON' },
  'idempotency-mismatch': { status: 422, title: 'The key was used for another request' },
  'version-wanted': { status: 428, title: 'Say which version of the order is meant' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'headers-too-large': { status: 431, title: 'The headers are too large' },
  'internal-error': { status: 500, title: 'Something went wrong on our side' },
  'unavailable': { status: 503, title: 'Not available at the moment' },
} as const satisfies Record<string, { status: number, title: string }>

export type ProblemCode = keyof typeof problems

/** Where in the request something is wrong: a JSON Pointer (RFC 6901) into body or query. */
export const FieldError = Type.Object({ path: Type.String(), message: Type.String() })
export type FieldError = Static<typeof FieldError>

/** RFC 9457 problem details. Extension members: `errors`, and what a code brings (`from`, `to`, `allowed`, `order`). */
export const Problem = Type.Object({
  type: Type.String({ examples: ['/problems/order-not-found'] }),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  instance: Type.String({ description: 'The request id, as in the log.' }),
  errors: Type.Optional(Type.Array(FieldError)),
  from: Type.Optional(Type.String()),
  to: Type.Optional(Type.String()),
  allowed: Type.Optional(Type.Array(Type.String())),
  order: Type.Optional(Type.Unsafe<unknown>({ type: 'object', additionalProperties: true, description: 'The order as it is now.' })),
}, { title: 'Problem', additionalProperties: true })
export type Problem = Static<typeof Problem>

/** The code of a problem, from its `type`. */
export function problemCode(problem: Pick<Problem, 'type'>): string {
  return problem.type.replace('/problems/', '')
}
