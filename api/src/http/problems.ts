import type { FieldError, ProblemCode } from '@orderbeat/shared'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problems } from '@orderbeat/shared'
import { DomainError } from '../domain-error.ts'

/** After this many seconds a request that could not be served is worth another try. */
const retryAfterSeconds = '5'

/** More errors than a person reads are no help, and an answer must not grow with a hostile request. */
const mostErrors = 20

/**
 * Answers every failure as problem details (RFC 9457): the one place where an error becomes a status.
 * What nobody foresaw is logged and answered as 500 without a word about its inside.
 */
export function answerProblems(app: FastifyInstance, isUnavailable: (error: unknown) => boolean): void {
  app.setErrorHandler(answerProblem(isUnavailable))
}

/** Also for what the framework refuses before there is a route, such as an address that cannot be decoded. */
export function answerProblem(isUnavailable: (error: unknown) => boolean) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    if (error instanceof DomainError)
      return sendProblem(request, reply, error.code, error.message, error.members)
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
  const { status, title } = problems[code]
  return reply.code(status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({ type: `/problems/${code}`, title, status, detail, instance: request.id, ...members })
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
