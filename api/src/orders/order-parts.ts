import type { Database } from '../database/open-database.ts'

/** A log that takes facts and a sentence, as pino does. */
export interface Log {
  info: (facts: object, sentence: string) => void
  error: (facts: object, sentence: string) => void
}

/** What the services are made of. The clock gives milliseconds since 1970. */
export interface OrderParts {
  database: Pick<Database, 'stores' | 'slowReads' | 'write'>
  clock: () => number
  newId: () => string
  log: Log
  shop: { currency: string, timeZone: string }
  /** The shop as others name it: its public origin. */
  origin: string
  /** How long after it was made staff may take back a status change. */
  undoSeconds: number
}
