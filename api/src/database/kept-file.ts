import { statSync } from 'node:fs'
import Sqlite from 'better-sqlite3'

/**
 * Throws when the file under this name is not the one that was opened: a process goes on writing into a file that was removed,
 * and the next start would know nothing of it. SQLite looks after this itself, but not with a write-ahead log.
 * @see https://www.sqlite.org/howtocorrupt.html#_unlinking_or_renaming_a_database_file_while_in_use
 */
export function watchFile(path: string): () => void {
  if (path === ':memory:')
    return () => {}
  const inode = () => statSync(path, { throwIfNoEntry: false, bigint: true })?.ino
  const opened = inode()
  return () => {
    if (inode() !== opened)
      throw new Sqlite.SqliteError('The database file was removed or replaced while it was open', 'SQLITE_READONLY_DBMOVED')
  }
}
