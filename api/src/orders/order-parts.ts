import type { Database } from '../database/open-database.ts'

/** A log that takes facts and a sentence, as pino does. */
export interface Log {
  info: (facts: object, sentence: string) => void
}

/** What the services are made of. The clock gives milliseconds since 1970. */
export interface OrderParts {
  database: Pick<Database, 'stores' | 'slowReads' | 'write'>
  clock: () => number
  newId: () => string
  log: Log
  shop: { currency: string, timeZone: string }
}
