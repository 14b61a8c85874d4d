import type { TabLink } from './poll-world.ts'

/** How long the answer of another tab may take from its lock to this tab, in milliseconds. */
const delivery = 100

const taken = Symbol('taken')

/**
 * Has one of several tabs ask: whoever gets the lock first. The others wait until it is free again and then find what
 * they wanted to know, or, when that tab was closed or gave up, ask themselves. Nobody leads, so nobody can fail to.
 * `known` gives what another tab has found out meanwhile, or undefined; it may throw what that tab failed with.
 */
export async function askInTurn<T>({ locks }: TabLink, name: string, signal: AbortSignal, known: () => T | undefined, ask: () => Promise<T>): Promise<T> {
  const first = await locks.request(name, { ifAvailable: true }, async lock => lock === null ? taken : known() ?? await ask())
  if (first !== taken)
    return first as T
  return locks.request(name, { signal }, async () => known() ?? await knownSoon(known, signal) ?? await ask()) as Promise<T>
}

/** A lock travels faster than a message: the answer may be on its way. */
async function knownSoon<T>(known: () => T | undefined, signal: AbortSignal): Promise<T | undefined> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, delivery)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    }, { once: true })
  })
  signal.throwIfAborted()
  return known()
}
