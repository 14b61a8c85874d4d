/** Something that is not as the events have it. */
export interface Difference {
  /** What it is about: an order's number, a reader of feeds, a counter, a day. */
  about: string
  member: string
  expected: unknown
  found: unknown
}

/** A difference in one line. */
export function inWords({ about, member, expected, found }: Difference): string {
  return `${about} ${member}: expected ${JSON.stringify(expected) ?? 'nothing'}, found ${JSON.stringify(found) ?? 'nothing'}`
}

/** The difference, if there is one. */
export function* unequal(about: string, member: string, expected: unknown, found: unknown): Generator<Difference> {
  if (expected !== found)
    yield { about, member, expected, found }
}
