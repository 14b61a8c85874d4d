import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'
import { sql } from 'kysely'
import { chunks } from './chunks.ts'

/** A sum of a day of the shop's (`2026-11-20`; empty for what has no day). */
export interface Figure { day: string, name: string, value: number }

/** The sums of one day: placed orders, what they are worth in the currency's smallest unit, and how many of them are cancelled. */
export interface DayFigures { day: string, orders: number, revenue: number, cancelled: number }

export function createFigureStore(db: Kysely<Tables>) {
  return {
    async add({ day, name, value }: Figure): Promise<void> {
      await db.insertInto('figures')
        .values({ day, name, value })
        .onConflict(conflict => conflict.columns(['day', 'name']).doUpdateSet(builder => ({ value: builder('figures.value', '+', value) })))
        .execute()
    },

    async addMany(figures: readonly Figure[]): Promise<void> {
      for (const some of chunks(figures)) {
        await db.insertInto('figures')
          .values(some.map(({ day, name, value }) => ({ day, name, value })))
          .onConflict(conflict => conflict.columns(['day', 'name']).doUpdateSet(builder => ({ value: builder('figures.value', '+', builder.ref('excluded.value')) })))
          .execute()
      }
    },

    /** What there is of the days from `from` to `to`, both included. Sums that have come to nothing are left out. */
    async list(from: string, to: string): Promise<Figure[]> {
      return await db.selectFrom('figures').selectAll().where('day', '>=', from).where('day', '<=', to).where('value', '<>', 0).execute()
    },

    /** What was ordered, earned and cancelled on each of the days from `from` to `to`, both included, of which anything is known. */
    async listDays(from: string, to: string): Promise<DayFigures[]> {
      // A day has each name once at most.
      const value = (name: string) => sql<number>`coalesce(max(value) filter (where name = ${name}), 0)`
      return await db.selectFrom('figures')
        .select(['day', value('orders').as('orders'), value('revenue').as('revenue'), value('cancelled').as('cancelled')])
        .where('day', '>=', from)
        .where('day', '<=', to)
        .groupBy('day')
        .execute()
    },

    /** What there is of the days from `from` to `to`, both included, together. */
    async sum(from: string, to: string): Promise<Omit<Figure, 'day'>[]> {
      const rows = await db.selectFrom('figures').select(['name', builder => builder.fn.sum<number>('value').as('value')]).where('day', '>=', from).where('day', '<=', to).groupBy('name').execute()
      return rows.map(({ name, value }) => ({ name, value: Number(value) }))
    },

    /** The time zone whose days these are; null before the first count. */
    async zone(): Promise<string | null> {
      const row = await db.selectFrom('figures_zone').select('zone').executeTakeFirst()
      return row?.zone ?? null
    },

    /** Forgets all but what is counted as it happens (`kept`), to count anew in the days of `zone`. */
    async restart(zone: string, kept: string): Promise<void> {
      await db.deleteFrom('figures').where('name', 'not like', `${kept}%`).execute()
      await db.insertInto('figures_zone').values({ id: 1, zone }).onConflict(conflict => conflict.column('id').doUpdateSet({ zone })).execute()
    },
  }
}
