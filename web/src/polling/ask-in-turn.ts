import type { TabLink } from './poll-world.ts'

/** How long an answer may take from one tab to the others, in milliseconds. */
const delivery = 100

/**
 * Has one of several tabs ask: whoever gets the lock first. The others wait until it is free again and then know what
 * they wanted to ask, or, when that tab was closed or gave up, ask themselves. Nobody leads, so nobody can fail to.
 * The lock is kept until the answer has reached the others, who would else ask for what is on its way.
 * `known` gives what another tab has found out meanwhile, or undefined; it may throw what that tab failed with.
 */
export async function askInTurn<T>({ locks }: TabLink, name: string, signal: AbortSignal, known: () => T | undefined, ask: () => Promise<T>): Promise<T> {
  const outcome = Promise.withResolvers<T>()
  const turn = async (): Promise<void> => {
    const found = known()
    if (found !== undefined)
      return outcome.resolve(found)
    await ask().then(outcome.resolve, outcome.reject)
    await new Promise(resolve => setTimeout(resolve, delivery))
  }
  locks.request(name, { signal }, turn).catch(outcome.reject)
  return outcome.promise
}
