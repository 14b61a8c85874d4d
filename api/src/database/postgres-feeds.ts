import type pg from 'pg'
import type { FeedState, ReadFeed } from './engine.ts'

interface FeedRow { reader: string, revision: number, nonce: string, eager_until: number }

/**
 * Reads feeds for polls: all that are asked for in one turn of the event loop share one statement. Nobody joins a statement
 * that was sent already, because it may have been answered before what they must see was committed.
 */
export function postgresFeeds(pool: pg.Pool): ReadFeed {
  let waiting: { readers: Set<string>, rows: Promise<Map<string, FeedRow>> } | null = null

  const gather = (readers: Set<string>): Promise<Map<string, FeedRow>> => new Promise((resolve, reject) => {
    setImmediate(() => {
      waiting = null
      pool.query<FeedRow>({ name: 'feeds', text: 'select reader, revision, nonce, eager_until from feeds where reader = any($1)', values: [[...readers]] })
        .then(({ rows }) => resolve(new Map(rows.map(row => [row.reader, row]))), reject)
    })
  })

  return async (reader, marks) => {
    if (waiting === null) {
      const readers = new Set<string>()
      waiting = { readers, rows: gather(readers) }
    }
    const { readers, rows } = waiting
    readers.add(reader)
    if (marks !== undefined)
      readers.add(marks)
    return stateOf(await rows, reader, marks)
  }
}

function stateOf(rows: Map<string, FeedRow>, reader: string, marks: string | undefined): FeedState {
  const revision = (name: string) => {
    const row = rows.get(name)
    return row === undefined ? '' : `${row.revision}-${row.nonce}`
  }
  return {
    revision: marks === undefined ? revision(reader) : `${revision(reader)}/${revision(marks)}`,
    eagerUntil: rows.get(reader)?.eager_until ?? 0,
  }
}
