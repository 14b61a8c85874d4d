import type { Actor, PollKind } from '@orderbeat/shared'
import type { IncomingMessage } from 'node:http'
import type { HeldAnswer } from './known-pollers.ts'
import { receiptsReader } from '../orders/readers.ts'
import { createKnownPollers } from './known-pollers.ts'
import { beatSeconds } from './poll-beat.ts'

/** Where a reader's feed is at; equal revisions mean that nothing they see has changed. */
export interface FeedState { revision: string, eagerUntil: number }

export interface PollParts {
  /** Reads the feed of a reader, and the marks of those who share theirs. */
  readFeed: (reader: string, marks?: string) => FeedState | Promise<FeedState>
  /** Until when an account's polls go faster because of what it looked at, in milliseconds since 1970. */
  eagerUntil: (accountId: string) => number
  /** How many times longer than usual polls should wait: 1 while the server keeps up. */
  load: () => number
  pollSeconds: { history: number, tracker: number }
  /** What of a request decides about an answer besides its address. */
  vary: string
  /** The shop's day: what is asked of the last days is another answer tomorrow. */
  today: () => string
  clock: () => number
}

/** What answers to polls are made of, and who holds which. */
export function createPollAnswers(parts: PollParts) {
  const pollerOf = createKnownPollers().of
  /** Read for a request, whose token and address say of whom and what. */
  const handedOn = new WeakMap<IncomingMessage, FeedState | Promise<FeedState>>()

  function readFeed(caller: Actor, kind: PollKind): FeedState | Promise<FeedState> {
    const poller = pollerOf(caller)
    const marks = kind === 'notifications' ? poller.marks : besidesOf(kind)
    return marks === null ? parts.readFeed(poller.reader) : parts.readFeed(poller.reader, marks)
  }

  return {
    pollerOf,

    /** Where the feeds are at that an answer of this kind depends on: as it was handed on with the request, or read now. */
    feedFor: (request: IncomingMessage, caller: Actor, kind: PollKind): FeedState | Promise<FeedState> => handedOn.get(request) ?? readFeed(caller, kind),
    readFeed,

    /** Keeps what was read for a request for whoever answers it. */
    handOn: (request: IncomingMessage, feed: FeedState | Promise<FeedState>): void => void handedOn.set(request, feed),
    isHandedOn: (request: IncomingMessage): boolean => handedOn.has(request),

    /** Equal for equal answers of this kind. */
    revisionOf: (kind: PollKind, { revision }: FeedState): string => kind === 'figures' ? `${revision} ${parts.today()}` : revision,

    headersOf(caller: Actor, kind: PollKind, { etag, overAt }: Pick<HeldAnswer, 'etag' | 'overAt'>, feed: Pick<FeedState, 'eagerUntil'>): Record<string, string> {
      const eagerUntil = Math.max(feed.eagerUntil, parts.eagerUntil(caller.id))
      return {
        etag,
        'cache-control': 'private, no-cache',
        'vary': parts.vary,
        'poll-interval': String(beatSeconds({ kind, overAt, eagerUntil, now: parts.clock(), load: parts.load() }, parts.pollSeconds)),
      }
    },
  }
}

export type PollAnswers = ReturnType<typeof createPollAnswers>

/** What else than the reader's own feed an answer depends on. */
function besidesOf(kind: PollKind): string | null {
  return kind === 'staff' || kind === 'figures' ? receiptsReader : null
}
