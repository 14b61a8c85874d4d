import { expect, test } from 'vitest'
import { beatSeconds } from './poll-beat.ts'

const usual = { history: 30, tracker: 60 }
const calm = { kind: 'history', overAt: 0, eagerUntil: 0, now: 1000, load: 1 } as const

test('the beat is 30 s, and 60 s for a tracker', () => {
  expect((['history', 'notifications', 'staff', 'tracker'] as const).map(kind => beatSeconds({ ...calm, kind }, usual))).toEqual([30, 30, 30, 60])
})

test('whoever waits for what comes of their own action is told 5 s, and no longer than they wait', () => {
  expect(beatSeconds({ ...calm, kind: 'tracker', eagerUntil: 1001 }, usual)).toBe(5)
  expect(beatSeconds({ ...calm, eagerUntil: 1000 }, usual)).toBe(30)
  expect(beatSeconds({ ...calm, eagerUntil: 1001 }, { history: 2, tracker: 2 })).toBe(2)
})

test('load makes every beat longer and stops all haste', () => {
  expect(beatSeconds({ ...calm, load: 4 }, usual)).toBe(120)
  expect(beatSeconds({ ...calm, load: 2, eagerUntil: 1001 }, usual)).toBe(60)
})

test('what is over is not asked for, whatever else', () => {
  expect(beatSeconds({ ...calm, kind: 'tracker', overAt: 1000, eagerUntil: 2000, load: 2 }, usual)).toBe(-1)
  expect(beatSeconds({ ...calm, kind: 'tracker', overAt: 1001 }, usual)).toBe(60)
})
