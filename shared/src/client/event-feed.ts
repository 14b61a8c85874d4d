import type { Static } from 'typebox'
import type { CloudEvent } from '../contract/staff-events.ts'
import type { Caller } from './caller.ts'
import type { ClientWorld } from './client-world.ts'
import { listEvents } from '../contract/staff-events.ts'
import { willPass } from './client-errors.ts'

export interface FeedOptions {
  /** The id of the last event that was dealt with; without it the feed begins at the beginning. */
  after?: string | undefined
  /** Seconds between two asks while nothing happens: 30. Up to a tenth more is added, so that not all readers ask at once. */
  poll?: number
  /** The most events of one ask. */
  limit?: number
  /** Ends the feed. */
  signal?: AbortSignal | undefined
  /** Hears of asks that failed and will be repeated. */
  onTrouble?: (error: Error) => void
}

type FeedQuery = Static<typeof listEvents.schema.querystring>

const usualPoll = 30

/** So many ids are remembered to know a repeated event by. */
const remembered = 10_000

/**
 * Follows everything that happens to orders, one event after the other, until the signal fires. An outage ends nothing: it
 * asks again at the next beat, or when `Retry-After` says. Throws OrderbeatError for what waiting does not help,
 * such as a revoked key.
 */
export async function* followEvents(call: Caller, { pause, random }: ClientWorld, options: FeedOptions): AsyncGenerator<CloudEvent, void, undefined> {
  const { poll = usualPoll, limit, signal, onTrouble } = options
  const known = new Set(options.after === undefined ? [] : [options.after])
  const stopped = (): boolean => signal?.aborted === true
  let { after } = options
  while (!stopped()) {
    const { events, wait } = await ask()
    for (const event of events) {
      if (stopped())
        return
      yield event
    }
    if (events.length === 0)
      await pause((wait + random() * poll / 10) * 1000, signal)
  }

  /** The next events, none of them known; `wait` says how many seconds to rest where there is none. */
  async function ask(): Promise<{ events: CloudEvent[], wait: number }> {
    try {
      const answer = await call(listEvents, { query: { after, limit } as FeedQuery }, { signal, attempts: 1 }) as CloudEvent[]
      after = answer.at(-1)?.id ?? after
      return { events: answer.filter(({ id }) => note(id)), wait: poll }
    }
    catch (error) {
      if (stopped())
        return { events: [], wait: 0 }
      if (!willPass(error))
        throw error
      onTrouble?.(error)
      return { events: [], wait: error.retryAfter ?? poll }
    }
  }

  /** Whether an id is new. The oldest are forgotten. */
  function note(id: string): boolean {
    const isNew = !known.has(id)
    known.add(id)
    if (known.size > remembered)
      known.delete(known.values().next().value!)
    return isNew
  }
}
