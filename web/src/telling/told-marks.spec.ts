import { beforeEach, expect, test, vi } from 'vitest'
import { forgetMarks, markLeft, marksOf, markTold } from './told-marks.ts'

beforeEach(() => {
  vi.restoreAllMocks()
  forgetMarks()
  localStorage.clear()
})

test('what is marked is told for one person, and the next one begins anew', () => {
  expect(marksOf('ana')).toBeNull()
  markTold('ana', ['seen', 'heard'], ['n1'])
  markTold('ana', ['seen'], ['n2'])
  markLeft('ana', 1000)
  expect(marksOf('ana')).toEqual({ seen: ['n1', 'n2'], heard: ['n1'], leftAt: 1000 })
  markTold('ben', ['seen'], [])
  expect([marksOf('ana'), marksOf('ben')]).toEqual([null, { seen: [], heard: [], leftAt: null }])
  forgetMarks()
  expect(localStorage).toHaveLength(0)
})

test('a tab that has not yet seen the marks of another loses none of them', () => {
  markTold('ana', ['heard'], ['n1'])
  const earlier = Object.entries(localStorage)
  markTold('ana', ['heard'], ['n2'])
  // The other tab's sight of the storage is from before.
  vi.spyOn(Object, 'entries').mockReturnValueOnce(earlier).mockReturnValueOnce(earlier)
  markTold('ana', ['heard'], ['n3'])
  expect(marksOf('ana')!.heard.toSorted()).toEqual(['n1', 'n2', 'n3'])
})

test('of each way a hundred are kept, the newest', () => {
  const ids = Array.from({ length: 130 }, (_, index) => `n${String(index).padStart(3, '0')}`)
  markTold('ana', ['seen'], ids)
  markTold('ana', ['heard'], ['n000'])
  expect(marksOf('ana')!.seen.toSorted()).toEqual(ids.slice(30))
  expect(marksOf('ana')!.heard).toEqual(['n000'])
})

test('where nothing can be kept it lasts as long as the page', () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new Error('full')
  })
  markTold('ana', ['seen'], ['n1'])
  expect(marksOf('ana')!.seen).toEqual(['n1'])
  forgetMarks()
  expect(marksOf('ana')).toBeNull()
})
