import type { FieldError, ProblemCode } from '@orderbeat/shared'

/** A "no" that clients understand: the code of a problem, a sentence, and the problem's extension members. */
export class DomainError extends Error {
  readonly code: ProblemCode
  readonly members: Readonly<Record<string, unknown>>

  constructor(code: ProblemCode, detail: string, members: Record<string, unknown> = {}) {
    super(detail)
    this.name = new.target.name
    this.code = code
    this.members = members
  }
}

/** A "not now": the same request is worth another try after so many seconds. */
export class LaterError extends DomainError {
  readonly retryAfter: number

  constructor(code: ProblemCode, detail: string, retryAfter: number) {
    super(code, detail)
    this.retryAfter = retryAfter
  }
}

/** The request is well-formed, but a value in it cannot be right. Paths are JSON Pointers into body or query. */
export class InvalidRequestError extends DomainError {
  constructor(errors: FieldError[]) {
    super('invalid-request', errors.map(error => `${error.path} ${error.message}`.trim()).join('; '), { errors })
  }
}
