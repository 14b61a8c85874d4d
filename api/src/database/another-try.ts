import { setTimeout as rest } from 'node:timers/promises'

/** How often something was tried that failed, and how long (milliseconds) since it was first begun. */
export interface Tried {
  times: number
  milliseconds: number
}

/** So long (milliseconds) at most between two tries: at random, so that two who are in each other's way do not meet again. */
const longestRest = 20

/** Runs `attempt` until it comes through or fails in a way that is not worth another try. Nobody else waits meanwhile. */
export async function again<T>(attempt: () => Promise<T>, isWorthIt: (error: unknown, tried: Tried) => boolean): Promise<T> {
  const since = performance.now()
  for (let times = 1; ; times++) {
    try {
      return await attempt()
    }
    catch (error) {
      if (!isWorthIt(error, { times, milliseconds: performance.now() - since }))
        throw error
      await rest(1 + Math.random() * longestRest)
    }
  }
}
