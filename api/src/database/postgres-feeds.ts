import type pg from 'pg'
import type { FeedState, ReadFeed } from './engine.ts'
import { RecentMap } from '../recent-map.ts'

interface FeedRow { snapshot: string, reader: string | null, revision: string, eager_until: number }

/** Feeds as they are, by their readers; a reader without one is held as well. */
type Feeds = RecentMap<string, FeedState>

/** Those whose feeds are asked for together. */
interface Batch { readers: Set<string>, feeds: Promise<Feeds>, resolve: (feeds: Feeds) => void, reject: (error: unknown) => void }

/** So many may be under way: a slow one stops nobody, and under load those who come are many to a statement. */
const mostUnderWay = 2

/** More feeds than the customers of a busy node read. */
const mostFeeds = 50_000

const none: FeedState = { revision: '', eagerUntil: 0 }
const snapshotNow = { name: 'snapshot', text: 'select pg_current_snapshot()::text as snapshot' }
const feedsNow = {
  name: 'feeds',
  text: `select now.snapshot, reader, revision || '-' || nonce as revision, eager_until
    from (select pg_current_snapshot()::text as snapshot) as now left join feeds on reader = any($1)`,
}

/**
 * Reads feeds for polls: all that are asked for in one turn of the event loop, or while others are under way, share one
 * statement. Nobody joins a statement that was sent already, because it may have been answered before what they must see
 * was committed.
 *
 * What was read is kept for as long as the server's snapshot is the same: then no transaction has ended since, whoever's it
 * was, and the statement asks for the snapshot alone. A new connection may lead to another server, so it forgets everything.
 * @see https://www.postgresql.org/docs/18/functions-info.html#FUNCTIONS-INFO-SNAPSHOT
 */
export function postgresFeeds(pool: pg.Pool): ReadFeed {
  let next: Batch | null = null
  let underWay = 0
  let known = { snapshot: '', feeds: new RecentMap<string, FeedState>(mostFeeds) }
  pool.on('connect', () => known = { snapshot: '', feeds: new RecentMap(mostFeeds) })

  /** Null where something has ended since, or somebody is asked for who is not known. */
  const knownStill = async (readers: Set<string>): Promise<Feeds | null> => {
    const { snapshot, feeds } = known
    for (const reader of readers) {
      if (feeds.get(reader) === undefined)
        return null
    }
    const { rows: [now] } = await pool.query<Pick<FeedRow, 'snapshot'>>(snapshotNow)
    return now!.snapshot === snapshot && known.feeds === feeds ? feeds : null
  }

  const readAll = async (readers: Set<string>): Promise<Feeds> => {
    const { rows } = await pool.query<FeedRow>({ ...feedsNow, values: [[...readers]] })
    const { snapshot } = rows[0]!
    if (snapshot !== known.snapshot)
      known = { snapshot, feeds: new RecentMap(mostFeeds) }
    const { feeds } = known
    readers.forEach(reader => feeds.set(reader, none))
    for (const { reader, revision, eager_until: eagerUntil } of rows) {
      if (reader !== null)
        feeds.set(reader, { revision, eagerUntil })
    }
    return feeds
  }

  const send = (): void => {
    if (next === null || underWay === mostUnderWay)
      return
    const { readers, resolve, reject } = next
    next = null
    underWay++
    void knownStill(readers).then(async feeds => feeds ?? await readAll(readers)).then(resolve, reject).finally(() => {
      underWay--
      setImmediate(send)
    })
  }

  // Not async: of a poll that waits with hundreds of others every promise and object counts.
  return (reader, marks) => {
    if (next === null) {
      const { promise: feeds, resolve, reject } = Promise.withResolvers<Feeds>()
      next = { readers: new Set(), feeds, resolve, reject }
      setImmediate(send)
    }
    next.readers.add(reader)
    if (marks === undefined)
      return next.feeds.then(feeds => feeds.get(reader)!)
    next.readers.add(marks)
    return next.feeds.then((feeds) => {
      const { revision, eagerUntil } = feeds.get(reader)!
      return { revision: `${revision}/${feeds.get(marks)!.revision}`, eagerUntil }
    })
  }
}
