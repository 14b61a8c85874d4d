import { assert, integer, property } from 'fast-check'
import { expect, it } from 'vitest'
import { spanOf } from './placed-months.ts'

const day = 24 * 3_600_000
const year2060 = 90 * 365 * day

it('every moment of a span belongs to one of its parts, and no other moment to any', () => {
  assert(property(integer({ min: 0, max: year2060 }), integer({ min: 1, max: 9 * 365 * day }), integer({ min: -40 * day, max: 10 * 365 * day }), (since, length, offset) => {
    const span = spanOf(since, since + length)!
    const moment = since + offset
    const parts = [
      ...span.months.filter(month => Math.floor(moment / (30 * day)) === month),
      ...span.around.filter(part => moment >= part.since && moment < part.until),
    ]
    expect(parts).toHaveLength(offset >= 0 && offset < length ? 1 : 0)
  }))
})

it('a span before 1970, or of more lists than an engine puts together, is not parted', () => {
  expect(spanOf(-1, day)).toBeNull()
  expect(spanOf(0, 60 * 365 * day)).toBeNull()
})
