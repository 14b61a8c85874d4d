import type { Problem } from '../contract/problem.ts'
import { problemCode } from '../contract/problem.ts'

/**
 * The API answered, with a problem. Decide by `code` and show `message`; `problem` has what the code brings besides,
 * such as `allowed` or the `order` as it is now.
 */
export class OrderbeatError extends Error {
  override readonly name = 'OrderbeatError'
  readonly status: number
  readonly code: string
  readonly problem: Problem
  /** Seconds after which the API wants to be asked again, or null where it does not say. */
  readonly retryAfter: number | null

  constructor(problem: Problem, retryAfter: number | null) {
    super(problem.detail)
    this.status = problem.status
    this.code = problemCode(problem)
    this.problem = problem
    this.retryAfter = retryAfter
  }
}

/** No answer of the API: no connection, nothing in time, or a page of some proxy in between. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
  readonly retryAfter: number | null

  constructor(message: string, { cause, retryAfter = null }: { cause?: unknown, retryAfter?: number | null } = {}) {
    super(message, { cause })
    this.retryAfter = retryAfter
  }
}

const tooManyRequests = 429

/** Whether the same request may well succeed a little later. */
export function willPass(error: unknown): error is OrderbeatError | UnreachableError {
  return error instanceof UnreachableError
    || (error instanceof OrderbeatError && (error.status >= 500 || error.status === tooManyRequests || error.code === 'idempotency-in-flight'))
}
