import { setTimeout as rest } from 'node:timers/promises'

/** So long (milliseconds) whoever is in the way is waited for, and so long at most between two tries: at random, so that two do not meet again. */
const patience = 400
const longestRest = 20

/** Tries that it always gets, however long each takes. */
const leastTries = 4

/** Runs `attempt` until it comes through, fails otherwise than by being in another's way, or has waited long enough. Nobody else waits meanwhile. */
export async function again<T>(attempt: () => Promise<T>, isWorthIt: (error: unknown) => boolean): Promise<T> {
  const until = performance.now() + patience
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    }
    catch (error) {
      if (!isWorthIt(error) || (tries >= leastTries && performance.now() > until))
        throw error
      await rest(1 + Math.random() * longestRest)
    }
  }
}
