import type { Problem } from '@orderbeat/shared'
import { problemCode } from '@orderbeat/shared'

/** The API answered, with a problem. Decide by `code`, show `problem.detail`. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: string
  readonly problem: Problem
  /** What the answer's headers ask of the next request: `Retry-After` and `Poll-Interval`, in seconds. */
  readonly retryAfter: number | null
  readonly pollInterval: number | null

  constructor(problem: Problem, asked: { retryAfter: number | null, pollInterval: number | null }) {
    super(problem.detail)
    this.status = problem.status
    this.code = problemCode(problem)
    this.problem = problem
    this.retryAfter = asked.retryAfter
    this.pollInterval = asked.pollInterval
  }
}

/** No answer of the API: offline, nothing within 10 s, or a page of some proxy in between. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError'
}
