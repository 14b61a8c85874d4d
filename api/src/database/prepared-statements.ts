import type Sqlite from 'better-sqlite3'

/** Stores make a bounded number of texts; lists of values make some more. */
const most = 300

/** Prepares each text once for a connection: preparing often costs more than running. */
export function preparedStatements(connection: Sqlite.Database): (sql: string) => Sqlite.Statement {
  const prepared = new Map<string, Sqlite.Statement>()
  return (sql) => {
    const known = prepared.get(sql)
    if (known !== undefined)
      return known
    if (prepared.size >= most)
      prepared.clear()
    const statement = connection.prepare(sql)
    prepared.set(sql, statement)
    return statement
  }
}
