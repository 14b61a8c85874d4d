import type { Compilable, CompiledQuery, Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/**
 * A query that is composed when it is first run, and then run with other values: composing one costs as much as reading a
 * tenth of a page. Its values are the arguments of `compose`, in the order in which they stand in the statement.
 */
export function composedOnce<Values extends readonly unknown[], Row>(
  db: Kysely<Tables>,
  compose: (...values: Values) => Compilable<Row>,
): (...values: Values) => Promise<Row[]> {
  let composed: CompiledQuery<Row> | undefined
  return async (...values) => {
    if (composed === undefined) {
      const query = compose(...values).compile()
      if (query.parameters.length !== values.length || query.parameters.some((parameter, index) => parameter !== values[index]))
        throw new Error(`The values of "${query.sql}" are not those it was composed with.`)
      composed = query
    }
    return (await db.executeQuery<Row>({ ...composed, parameters: values })).rows
  }
}
