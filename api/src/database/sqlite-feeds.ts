import type Sqlite from 'better-sqlite3'
import type { FeedState, ReadFeed } from './engine.ts'
import { RecentMap } from '../recent-map.ts'

/** So long (milliseconds) what was read counts as current. Only what another process writes can be seen that much later. */
const currentFor = 5

/** More feeds than the customers of a busy node read. */
const mostFeeds = 50_000

/**
 * Reads feeds for polls. What was read is kept while nobody has written to the file, which SQLite tells for less than reading
 * costs; it is asked every few milliseconds at most, and again after a commit of this process (`letGo`), so that every poll
 * after an answer sees what was answered. Statements are prepared once: preparing costs more than running them.
 * @see https://www.sqlite.org/pragma.html#pragma_data_version
 */
export function sqliteFeeds(connection: Sqlite.Database): { read: ReadFeed, letGo: () => void } {
  const version = connection.prepare<[], number>('pragma data_version').pluck()
  const one = connection.prepare<[string], [string, number]>('select revision || \'-\' || nonce, eager_until from feeds where reader = ?').raw()
  const withMarks = connection.prepare<[string, string], [string, number]>(`
    select coalesce(feed.revision || '-' || feed.nonce, '') || '/' || coalesce(marks.revision || '-' || marks.nonce, ''), coalesce(feed.eager_until, 0)
    from (select 1) left join feeds as feed on feed.reader = ? left join feeds as marks on marks.reader = ?`).raw()
  let known = new RecentMap<string, FeedState>(mostFeeds)
  let knownAt: number | undefined
  let currentUntil = 0
  const letGo = (): void => void (currentUntil = 0)

  const read: ReadFeed = (reader, marks) => {
    if (performance.now() >= currentUntil) {
      const now = version.get()
      if (now !== knownAt)
        known = new RecentMap(mostFeeds)
      knownAt = now
      currentUntil = performance.now() + currentFor
    }
    const key = marks === undefined ? reader : `${reader} ${marks}`
    const held = known.get(key)
    if (held !== undefined)
      return held
    const row = marks === undefined ? one.get(reader) : withMarks.get(reader, marks)
    const state = row === undefined ? { revision: '', eagerUntil: 0 } : { revision: row[0], eagerUntil: row[1] }
    known.set(key, state)
    return state
  }
  return { read, letGo }
}
