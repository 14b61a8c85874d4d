import { ApiError } from '../api/api-error.ts'

/** There is no such order, or it is somebody else's: trying again changes nothing. */
export function isMissing(error: Error | null): boolean {
  return error instanceof ApiError && error.code === 'order-not-found'
}
