import type { ExpressionBuilder, Kysely, RawBuilder, SelectQueryBuilder, StringReference } from 'kysely'
import type { Tables } from './tables.ts'
import { exactTotal } from '@orderbeat/shared'
import { sql } from 'kysely'

/** The last row of the page before: its sort value and its id, which parts rows of one millisecond. */
export interface Place { value: number, id: string }

/** A part of a list, and how long the whole is: exact to ten thousand, null above. */
export interface Page<T> { items: T[], total: number | null, next: Place | null }

/** The rows that come after `place` when sorted by `columns` in this direction. */
export function after<TB extends keyof Tables>(
  builder: ExpressionBuilder<Tables, TB>,
  columns: readonly [StringReference<Tables, TB>, StringReference<Tables, TB>],
  direction: 'asc' | 'desc',
  place: Place,
): RawBuilder<boolean> {
  const compare = sql.raw(direction === 'desc' ? '<' : '>')
  return sql<boolean>`(${builder.ref(columns[0])}, ${builder.ref(columns[1])}) ${compare} (${place.value}, ${place.id})`
}

/** Counts no further than a list says, so that the first page of a large one stays quick. Null: there are more. */
export async function countUpTo<TB extends keyof Tables>(
  db: Kysely<Tables>,
  matching: SelectQueryBuilder<Tables, TB, object> | RawBuilder<unknown>,
  most = exactTotal,
): Promise<number | null> {
  const limited = 'isRawBuilder' in matching ? sql`${matching} limit ${most + 1}` : matching.select(sql.lit(1).as('one')).limit(most + 1)
  const { rows } = await sql<{ n: number }>`select count(*) as n from (${limited}) as counted`.execute(db)
  const n = Number(rows[0]!.n)
  return n > most ? null : n
}

/** How long the list is that `rows` begin. A first page that holds all of it says so itself. */
export async function totalOf(rows: unknown[], limit: number, isFirst: boolean, count: () => Promise<number | null>): Promise<number | null> {
  return isFirst && rows.length <= limit ? rows.length : count()
}

/** `rows` holds one more than `limit` when there is another page. */
export function pageOf<R, T>(rows: R[], limit: number, total: number | null, item: (row: R) => T, place: (row: R) => Place): Page<T> {
  const shown = rows.slice(0, limit)
  return { items: shown.map(item), total, next: rows.length > limit ? place(shown.at(-1)!) : null }
}
