import { expect, test } from 'vitest'
import { RecentMap } from './recent-map.ts'

test('keeps what is used and forgets what is not, within its bounds', () => {
  const map = new RecentMap<number, string>(10)
  for (let key = 0; key < 1000; key++) {
    map.set(key, String(key))
    expect(map.get(0)).toBe('0')
    expect(map.size).toBeLessThanOrEqual(20)
  }
  expect(map.get(999)).toBe('999')
  expect(map.get(500)).toBeUndefined()
})
