import type { FieldError, Problem, ProblemCode } from '@orderbeat/shared'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problems } from '@orderbeat/shared'
import { DomainError, LaterError } from '../domain-error.ts'

/** After this many seconds a request that could not be served is worth another try. */
const retryAfterSeconds = '5'

/** More errors than a person reads are no help, and an answer must not grow with a hostile request. */
const mostErrors = 20

export interface ProblemParts {
  isUnavailable: (error: unknown) => boolean
  /** Is told of every "no" before it is answered. */
  onRefusal: (request: FastifyRequest, code: ProblemCode) => void
}

/**
 * Answers every failure as problem details (RFC 9457): the one place where an error becomes a status.
 * What nobody foresaw is logged and answered as 500 without a word about its inside.
 */
export function answerProblems(app: FastifyInstance, parts: ProblemParts): void {
  app.setErrorHandler(answerProblem(parts))
}

/** Also for what the framework refuses before there is a route, such as an address that cannot be decoded. */
export function answerProblem({ isUnavailable, onRefusal }: ProblemParts) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    if (error instanceof DomainError) {
      onRefusal(request, error.code)
      if (error instanceof LaterError)
        void reply.header('retry-after', String(error.retryAfter))
      if (error.code === 'unauthenticated')
        void reply.header('www-authenticate', 'Bearer')
      return sendProblem(request, reply, error.code, error.message, error.members)
    }
    if (error.validation !== undefined)
      return sendProblem(request, reply, 'invalid-request', 'Some values are not as they must be.', { errors: fieldErrors(error) })
    if (isUnavailable(error)) {
      request.log.error({ err: error, instance: request.id }, 'database unavailable')
      return sendProblem(request, reply.header('retry-after', retryAfterSeconds), 'unavailable', 'Try again in a few seconds.')
    }
    const code = codeOf(error.statusCode ?? 500)
    if (code === 'internal-error')
      request.log.error({ err: error, instance: request.id }, 'unexpected error')
    return sendProblem(request, reply, code, code === 'internal-error' ? 'It is logged under this instance.' : error.message)
  }
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, code: ProblemCode, detail: string, members: object = {}): FastifyReply {
  return reply.code(problems[code].status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({ ...problemOf(code, detail, request.id), ...members })
}

/** Problem details without the members that a code brings. */
export function problemOf(code: ProblemCode, detail: string, instance: string): Problem {
  const { status, title } = problems[code]
  return { type: `/problems/${code}`, title, status, detail, instance }
}

/** The framework's own refusals (no JSON, too large, …) by their status. */
function codeOf(status: number): ProblemCode {
  if (status === 413)
    return 'payload-too-large'
  if (status === 415)
    return 'unsupported-media-type'
  if (status === 429)
    return 'too-many-requests'
  if (status === 403 || status === 404)
    return 'not-found'
  return status >= 400 && status < 500 ? 'invalid-request' : 'internal-error'
}

function fieldErrors(error: FastifyError): FieldError[] {
  return error.validation!.slice(0, mostErrors).map(({ instancePath, message, keyword, params }) => {
    const name = params.additionalProperty ?? params.missingProperty
    return {
      path: name === undefined ? instancePath : `${instancePath}/${String(name)}`,
      message: keyword === 'additionalProperties' ? 'is not known here' : keyword === 'required' ? 'is missing' : message ?? 'is not valid',
    }
  })
}
