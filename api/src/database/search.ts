import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { sql } from 'kysely'

/** Text as it is searched: lower case, without accents, each word after a space. */
export function searchable(...texts: (string | null)[]): string {
  return texts.map(text => ` ${wordsOf(text ?? '').join(' ')}`).join('')
}

/** Text as words: punctuation parts them, so that "ONLINE-000042" is found by "000042" and an address by its domain. */
export function wordsOf(text: string): string[] {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Every word of `query` begins a word of one of `columns`. A query without any word finds nothing. */
export function matches<DB, TB extends keyof DB>(
  builder: ExpressionBuilder<DB, TB>,
  columns: readonly Parameters<typeof builder.ref>[0][],
  query: string,
): Expression<SqlBool> {
  const words = wordsOf(query)
  if (words.length === 0)
    return sql<SqlBool>`1 = 0`
  return builder.and(words.map(word =>
    builder.or(columns.map(column => sql<SqlBool>`${builder.ref(column)} like ${`% ${word}%`}`))))
}
