import { ConnectionError } from './api-error.ts'

/** How long a request may usually take, in milliseconds. */
export const usualPatience = 10_000

/**
 * Runs `work` with a signal that fires when `outer` does or when patience ends. It settles then,
 * even when `work` ignores the signal: a poll that never settles would be the last one.
 * `AbortSignal.timeout` is not used because its timer cannot be taken back.
 */
export async function withDeadline<T>(work: (signal: AbortSignal) => Promise<T>, outer?: AbortSignal, patience: number = usualPatience): Promise<T> {
  outer?.throwIfAborted()
  const inner = new AbortController()
  const stopped = Promise.withResolvers<never>()
  const stop = (reason: unknown) => {
    stopped.reject(reason)
    inner.abort(reason)
  }
  const timer = setTimeout(() => stop(new ConnectionError(`No answer within ${patience / 1000} s`)), patience)
  const leave = () => stop(outer!.reason)
  outer?.addEventListener('abort', leave, { once: true })
  try {
    return await Promise.race([work(inner.signal), stopped.promise])
  }
  finally {
    clearTimeout(timer)
    outer?.removeEventListener('abort', leave)
  }
}
