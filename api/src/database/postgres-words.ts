import type { SearchedColumn, WordIndex } from './engine.ts'
import { sql } from 'kysely'

/** What a column's words begin with in the index, so that they are told apart. */
const marks = { numbers: '1', customer: '2', items: '3' } as const satisfies Record<SearchedColumn, string>

/** The words as they are, past the parser, which would take some of them for numbers or hosts. Each stands after a space. */
function vector(row: string): string {
  return (Object.keys(marks) as SearchedColumn[])
    .map(column => `array_to_tsvector(array_remove(string_to_array(replace(${row}search_${column}, ' ', ' ${marks[column]}'), ' '), ''))`)
    .join(' || ')
}

/**
 * The words of orders in a table with a GIN index. A trigger keeps it with the orders, whoever writes them.
 * @see https://www.postgresql.org/docs/18/textsearch-features.html
 */
export const postgresWords: WordIndex = {
  async create(db) {
    await sql`create table order_words (order_id text primary key references orders (id), placed_at bigint not null, words tsvector not null)`.execute(db)
    await sql`insert into order_words select id, placed_at, ${sql.raw(vector(''))} from orders`.execute(db)
    await sql`create index order_words_by_word on order_words using gin (words)`.execute(db)
    await sql`create index order_words_by_placed on order_words (placed_at, order_id)`.execute(db)
    await sql`create function keep_order_words() returns trigger language plpgsql as ${sql.raw(`'begin
      insert into order_words values (new.id, new.placed_at, ${vector('new.').replaceAll('\'', '\'\'')})
      on conflict (order_id) do update set words = excluded.words;
      return null;
    end'`)}`.execute(db)
    await sql`create trigger order_words_placed after insert on orders for each row execute function keep_order_words()`.execute(db)
    await sql`create trigger order_words_changed after update of search_numbers on orders for each row
      when (old.search_numbers <> new.search_numbers) execute function keep_order_words()`.execute(db)
  },
  renumber: async () => {},
  matches: (columns, words) => sql`select order_id from order_words where words @@ ${expressionOf(columns, words)}::tsquery`,
  first(columns, words, direction, from, most) {
    const begin = from === null ? sql`true` : direction === 'desc' ? sql`placed_at <= ${from}` : sql`placed_at >= ${from}`
    return sql`select order_id from order_words where words @@ ${expressionOf(columns, words)}::tsquery and ${begin}
      order by placed_at ${sql.raw(direction)}, order_id ${sql.raw(direction)} limit ${most}`
  },
}

/** Words are letters and digits only, so quoting them is enough. */
function expressionOf(columns: readonly SearchedColumn[], words: readonly string[]): string {
  return words.map(word => `(${columns.map(column => `'${marks[column]}${word}':*`).join(' | ')})`).join(' & ')
}
