/** What was asked before the app was there, by its URL. */
export type AskedAhead = Map<string, { answer: Promise<Response>, authorization?: string, giveUp: () => void }>

/**
 * `fetch` that takes the answers to what public/first.js has asked ahead, each once and only for whom it was asked. Whatever
 * is not wanted within `fresh` milliseconds from now is asked anew.
 */
export function takingAhead(fetch: typeof globalThis.fetch, ahead: AskedAhead | undefined, { now, fresh = 5000 }: { now: () => number, fresh?: number }): typeof globalThis.fetch {
  const until = now() + fresh
  return (input, init) => {
    const url = String(input)
    const asked = ahead?.get(url)
    ahead?.delete(url)
    const headers = new Headers(init?.headers)
    if (asked === undefined || now() > until || headers.has('if-none-match') || headers.get('authorization') !== (asked.authorization ?? null))
      return fetch(input, init)
    init?.signal?.addEventListener('abort', asked.giveUp, { once: true })
    return asked.answer
  }
}
