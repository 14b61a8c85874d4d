import { expect, test } from 'vitest'
import { spansOf, yearsOf } from './spans.ts'

test.each([
  ['2026-11-01', '2026-11-20', [['2026-11-01', '2026-11-20']], []],
  ['2026-10-22', '2026-11-20', [['2026-10-22', '2026-11-20']], []],
  ['2026-11-01', '2026-11-30', [], [['2026-11-01', '2026-11-30']]],
  ['2025-12-15', '2026-02-03', [['2025-12-15', '2025-12-31'], ['2026-02-01', '2026-02-03']], [['2026-01-01', '2026-01-31']]],
  ['2023-12-01', '2026-11-20', [['2026-11-01', '2026-11-20']], [['2023-12-01', '2026-10-31']]],
  ['2026-11-20', '2026-11-20', [['2026-11-20', '2026-11-20']], []],
])('%s to %s', (from, to, days, months) => {
  const spans = (pairs: string[][]) => pairs.map(([first, last]) => ({ from: first, to: last }))
  expect(spansOf(from, to)).toEqual({ days: spans(days), months: spans(months) })
})

test('a span falls into calendar years that leave no day out', () => {
  expect(yearsOf({ from: '2026-01-01', to: '2026-12-31' })).toEqual([{ from: '2026-01-01', to: '2026-12-31' }])
  expect(yearsOf({ from: '2024-12-31', to: '2026-01-01' })).toEqual([
    { from: '2024-12-31', to: '2024-12-31' },
    { from: '2025-01-01', to: '2025-12-31' },
    { from: '2026-01-01', to: '2026-01-01' },
  ])
})
