import type pg from 'pg'
import type { FeedState, ReadFeed } from './engine.ts'

interface FeedRow { reader: string, revision: number, nonce: string, eager_until: number }

type Rows = Map<string, FeedRow>

/** Those whose feeds the next statement reads. */
interface Batch { readers: Set<string>, rows: Promise<Rows>, resolve: (rows: Rows) => void, reject: (error: unknown) => void }

/** So many statements may be under way: a slow one stops nobody, and under load those who come are many to a statement. */
const mostUnderWay = 2

/**
 * Reads feeds for polls: all that are asked for in one turn of the event loop, or while others are under way, share one
 * statement. Nobody joins a statement that was sent already, because it may have been answered before what they must see
 * was committed.
 */
export function postgresFeeds(pool: pg.Pool): ReadFeed {
  let next: Batch | null = null
  let underWay = 0

  const send = (): void => {
    if (next === null || underWay === mostUnderWay)
      return
    const { readers, resolve, reject } = next
    next = null
    underWay++
    pool.query<FeedRow>({ name: 'feeds', text: 'select reader, revision, nonce, eager_until from feeds where reader = any($1)', values: [[...readers]] })
      .then(({ rows }) => resolve(new Map(rows.map(row => [row.reader, row]))), reject)
      .finally(() => {
        underWay--
        setImmediate(send)
      })
  }

  return async (reader, marks) => {
    if (next === null) {
      const { promise: rows, resolve, reject } = Promise.withResolvers<Rows>()
      next = { readers: new Set(), rows, resolve, reject }
      setImmediate(send)
    }
    const { readers, rows } = next
    readers.add(reader)
    if (marks !== undefined)
      readers.add(marks)
    return stateOf(await rows, reader, marks)
  }
}

function stateOf(rows: Rows, reader: string, marks: string | undefined): FeedState {
  const revision = (name: string) => {
    const row = rows.get(name)
    return row === undefined ? '' : `${row.revision}-${row.nonce}`
  }
  return {
    revision: marks === undefined ? revision(reader) : `${revision(reader)}/${revision(marks)}`,
    eagerUntil: rows.get(reader)?.eager_until ?? 0,
  }
}
