/** So many rows go into one statement: with all their columns they stay below the parameters that any engine takes. */
const most = 500

/** Rows in parts that one statement takes. */
export function* chunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += most)
    yield rows.slice(from, from + most)
}
