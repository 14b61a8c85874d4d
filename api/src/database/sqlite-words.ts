import type { WordIndex } from './engine.ts'
import { sql } from 'kysely'

/**
 * So many orders may be of one millisecond: imported ones often have nothing but a day. A power of two, so that an instant
 * times it is exact, and small enough for it to be one of SQLite's row numbers.
 */
const perMillisecond = 2 ** 20

/**
 * Beginnings of words up to so many letters are in the index themselves. Of longer ones all that begin so are put together
 * before the first is found, which takes long for what many orders share, as the digits that all tracking numbers begin with.
 */
const longest = 20

/**
 * The words of orders in a full-text index whose rows are numbered in the order of placing, so that matches are read newest
 * first and no further than wanted. Triggers keep it with the orders, whoever writes them.
 * @see https://www.sqlite.org/fts5.html
 */
export const sqliteWords: WordIndex = {
  async create(db) {
    const most = sql.lit(perMillisecond)
    const prefixes = Array.from({ length: longest }, (_, index) => index + 1).join(' ')
    const sameTime = sql`rowid >= new.placed_at * ${most} and rowid < (new.placed_at + 1) * ${most}`
    await sql`create virtual table order_words using fts5 (
      order_id unindexed, numbers, customer, items, tokenize = 'unicode61 remove_diacritics 0', prefix = ${sql.lit(prefixes)}, detail = column, columnsize = 0)`.execute(db)
    await sql`insert into order_words (rowid, order_id, numbers, customer, items)
      select placed_at * ${most} + row_number() over (partition by placed_at order by id) - 1, id, search_numbers, search_customer, search_items
      from orders order by placed_at, id`.execute(db)
    await sql`create trigger order_words_placed after insert on orders begin
      insert into order_words (rowid, order_id, numbers, customer, items) values (
        coalesce((select rowid + 1 from order_words where ${sameTime} order by rowid desc limit 1), new.placed_at * ${most}),
        new.id, new.search_numbers, new.search_customer, new.search_items);
    end`.execute(db)
    await sql`create trigger order_words_changed after update of search_numbers on orders
      when old.search_numbers <> new.search_numbers begin
      update order_words set numbers = new.search_numbers where ${sameTime} and order_id = new.id;
    end`.execute(db)
  },
  async renumber(db) {
    await sql`drop trigger order_words_placed`.execute(db)
    await sql`drop trigger order_words_changed`.execute(db)
    await sql`drop table order_words`.execute(db)
    await this.create(db)
  },
  matches: (columns, words) => sql`select order_id from order_words where order_words match ${expressionOf(columns, words)}`,
  first(columns, words, direction, from, most) {
    const begin = from === null ? sql`true` : direction === 'desc' ? sql`rowid < ${(from + 1) * perMillisecond}` : sql`rowid >= ${from * perMillisecond}`
    return sql`select order_id from order_words where order_words match ${expressionOf(columns, words)} and ${begin}
      order by rowid ${sql.raw(direction)} limit ${most}`
  },
}

/** Words are letters and digits only, so quoting them is enough. */
function expressionOf(columns: readonly string[], words: readonly string[]): string {
  return `{${columns.join(' ')}} : (${words.map(word => `"${word}"*`).join(' AND ')})`
}
