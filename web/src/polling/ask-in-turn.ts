import type { TabLink } from './poll-world.ts'

/** How long an answer may take from one tab to the others, in milliseconds. */
const delivery = 100

/** How long to wait for the lock, in milliseconds: longer than any request takes. */
const patience = 12_000

/**
 * Has one of several tabs ask: whoever gets the lock first. The others wait until it is free again and then know what
 * they wanted to ask, or, when that tab was closed or gave up, ask themselves. Nobody leads, so nobody can fail to.
 * The lock is kept until the answer has reached the others, who would else ask for what is on its way.
 * Where no lock is to be had, it asks without: a frozen tab keeps the lock, and a sandboxed page may not have any.
 * `known` gives what another tab has found out meanwhile, or undefined; it may throw what that tab failed with.
 */
export async function askInTurn<T>({ locks }: TabLink, name: string, signal: AbortSignal, known: () => T | undefined, ask: () => Promise<T>): Promise<T> {
  const outcome = Promise.withResolvers<T>()
  const waiting = new AbortController()
  const timer = setTimeout(() => waiting.abort(), patience)
  let begun = false
  const turn = async (): Promise<void> => {
    if (begun)
      return
    begun = true
    clearTimeout(timer)
    const found = known()
    if (found !== undefined)
      return outcome.resolve(found)
    await ask().then(outcome.resolve, outcome.reject)
    if (!signal.aborted)
      await new Promise(resolve => setTimeout(resolve, delivery))
  }
  const goOn = async (error: unknown): Promise<void> => {
    clearTimeout(timer)
    if (begun || signal.aborted)
      throw error
    await turn()
  }
  locks.request(name, { signal: AbortSignal.any([signal, waiting.signal]) }, turn).catch(goOn).catch(outcome.reject)
  return outcome.promise
}
