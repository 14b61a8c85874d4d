/** What the client needs of the world around it; a test gives its own. */
export interface ClientWorld {
  fetch: typeof globalThis.fetch
  /** Resolves after so many milliseconds, or as soon as the signal fires. */
  pause: (milliseconds: number, signal?: AbortSignal) => Promise<void>
  /** From 0 to 1, to spread what would otherwise happen at once. */
  random: () => number
  /** Milliseconds since 1970. */
  now: () => number
}

/** The world as Node and browsers have it, where it is not given. */
export function worldOf(given: Partial<ClientWorld>): ClientWorld {
  return {
    fetch: given.fetch ?? ((input, init) => fetch(input, init)),
    pause: given.pause ?? pause,
    random: given.random ?? (() => Math.random()),
    now: given.now ?? (() => Date.now()),
  }
}

async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted === true)
    return
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, milliseconds)
  const end = (): void => resolve()
  signal?.addEventListener('abort', end)
  await promise
  clearTimeout(timer)
  signal?.removeEventListener('abort', end)
}
