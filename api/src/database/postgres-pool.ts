import pg from 'pg'

/** So much waiting is given up on, in milliseconds, so that whoever waits for an answer gets a clear no. */
export type Waits = Pick<pg.PoolConfig, 'connectionTimeoutMillis' | 'lock_timeout' | 'statement_timeout' | 'idle_in_transaction_session_timeout' | 'query_timeout'>

/** For a connection, for a lock, for an answer, for a transaction that rests, and for a server that has fallen silent. */
export const usualWaits: Waits = { connectionTimeoutMillis: 3000, lock_timeout: 5000, statement_timeout: 10_000, idle_in_transaction_session_timeout: 10_000, query_timeout: 12_000 }

/** Every commit is on the disk before it is answered. A server that waits for more than that (its standbys) is let to. */
const firmCommits = `select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`

// Counters and instants are whole numbers that JavaScript holds exactly.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** Up to `max` connections to a PostgreSQL server. One that breaks is replaced by the next who needs one. */
export function pool(url: string, max: number, waits: Waits = usualWaits): pg.Pool {
  const made = new pg.Pool({
    connectionString: url,
    max,
    keepAlive: true,
    application_name: 'orderbeat',
    ...waits,
    onConnect: async (client: pg.ClientBase) => void await client.query(firmCommits),
  })
  made.on('error', () => {})
  // Whoever uses a connection that breaks is told by the statement that fails; without a listener it would end the process.
  made.on('connect', client => client.on('error', () => {}))
  made.on('release', (_, client) => dropSilent(client as SilentClient))
  return made
}

interface SilentClient extends pg.PoolClient { readyForQuery: boolean, end: () => Promise<void> }

/** A connection that is given back before its answer has come was given up on, and would let the next wait as well. */
function dropSilent(client: SilentClient): void {
  if (!client.readyForQuery)
    void client.end()
}
