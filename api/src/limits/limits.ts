import type { Database } from '../database/open-database.ts'
import type { Log } from '../orders/order-parts.ts'
import type { Later } from '../write-behind.ts'
import type { LimitRule } from './limit-rules.ts'
import { hash } from 'node:crypto'
import { LaterError } from '../domain-error.ts'
import { RecentMap } from '../recent-map.ts'
import { createWriteBehind } from '../write-behind.ts'

/** A go at something, by whom or from where. */
export type Go = readonly [rule: LimitRule, subject: string]

export interface LimitParts {
  database: Pick<Database, 'stores' | 'write' | 'isUnavailable'>
  clock: () => number
  log: Log
  later: Later
}

export interface Limits {
  /** Throws LimitedError when there is no go left, without taking one. */
  look: (...go: Go) => void
  /** Takes a go, whether there is one or not. */
  count: (...go: Go) => void
  /** Takes a go. Throws LimitedError when there is none left. */
  take: (...go: Go) => void
  /** Takes all of these goes or none, counted for all nodes at once. Throws LimitedError. */
  takeAtOnce: (gos: readonly Go[]) => Promise<void>
  /** Gives goes back that did no harm. */
  giveBack: (gos: readonly Go[]) => Promise<void>
  close: () => Promise<void>
}

/** Too many goes: `retryAfter` seconds later there is one again. */
export class LimitedError extends LaterError {
  constructor(milliseconds: number) {
    super('too-many-requests', 'Wait as long as Retry-After says, then try again.', Math.ceil(milliseconds / 1000))
  }
}

/** More subjects than a busy node meets while their buckets fill. */
const mostKnown = 20_000

/**
 * Limits how often something may be done (the generic cell rate algorithm): of a bucket nothing is kept but the instant at
 * which it is full again. A refusal costs no query, and a database that cannot count at the moment refuses nobody.
 * @see https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm
 */
export function createLimits({ database, clock, log, later }: LimitParts): Limits {
  const fullAt = new RecentMap<string, number>(mostKnown)
  const refuse = (until: number, { most, seconds }: LimitRule): never => {
    throw new LimitedError(until + (1 - most) * seconds * 1000 - clock())
  }
  const look = (rule: LimitRule, key: string): void => {
    const until = fullAt.get(key) ?? 0
    if (until - clock() > (rule.most - 1) * rule.seconds * 1000)
      refuse(until, rule)
  }
  const told = createWriteBehind<number>(async (noted) => {
    await database.write(async (stores) => {
      for (const [key, milliseconds] of [...noted].toSorted(([one], [other]) => one < other ? -1 : 1))
        fullAt.set(key, await stores.limits.add(key, milliseconds, clock()) + (told.pending(key) ?? 0))
      await stores.limits.removeFull(clock())
    })
  }, { log, later })

  const takeAll = (gos: readonly Go[]) => database.write(async (stores) => {
    for (const [rule, subject] of gos) {
      const key = keyOf(rule, subject)
      const { taken, until } = await stores.limits.take(key, rule.seconds * 1000, rule.most, clock())
      fullAt.set(key, until)
      if (!taken)
        refuse(until, rule)
    }
  })

  const count = (rule: LimitRule, key: string): void => {
    const milliseconds = rule.seconds * 1000
    fullAt.set(key, Math.max(fullAt.get(key) ?? 0, clock()) + milliseconds)
    told.note(key, (told.pending(key) ?? 0) + milliseconds)
  }

  return {
    look: (rule, subject) => look(rule, keyOf(rule, subject)),
    count: (rule, subject) => count(rule, keyOf(rule, subject)),
    take(rule, subject) {
      const key = keyOf(rule, subject)
      look(rule, key)
      count(rule, key)
    },
    async takeAtOnce(gos) {
      for (const [rule, subject] of gos)
        look(rule, keyOf(rule, subject))
      await takeAll(gos).catch((error: unknown) => {
        if (error instanceof LimitedError || !database.isUnavailable(error))
          throw error
        log.error({ err: error }, 'not counted')
      })
    },
    async giveBack(gos) {
      await database.write(async (stores) => {
        for (const [rule, subject] of gos)
          fullAt.set(keyOf(rule, subject), await stores.limits.add(keyOf(rule, subject), -rule.seconds * 1000, clock()))
      }).catch((error: unknown) => log.error({ err: error }, 'not given back'))
    },
    close: told.close,
  }
}

/** Nothing is limited: for load tests. */
export const noLimits: Limits = { look: () => {}, count: () => {}, take: () => {}, takeAtOnce: async () => {}, giveBack: async () => {}, close: async () => {} }

/** Hashed, so that the table names nobody and a key is never longer than this. */
function keyOf({ name }: LimitRule, subject: string): string {
  return hash('sha256', `${name} ${subject}`, 'base64url').slice(0, 27)
}
