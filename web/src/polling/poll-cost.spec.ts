import { listOrders } from '@orderbeat/shared'
import { afterEach, expect, test, vi } from 'vitest'
import { bytesInWords } from './beat-words.ts'
import { countRequests, usePollCost } from './poll-cost.ts'

type Tell = (list: { getEntries: () => { name: string, transferSize: number }[] }) => void

afterEach(() => {
  vi.unstubAllGlobals()
})

test('is unknown where the browser does not tell', () => {
  vi.stubGlobal('PerformanceObserver', undefined)
  countRequests()
  expect(usePollCost().value).toBeNull()
})

test('counts what was asked of the API, also before it began to count, and nothing else', () => {
  let tell: Tell = () => {}
  const observe = vi.fn()
  vi.stubGlobal('PerformanceObserver', class {
    static supportedEntryTypes = ['resource']
    observe = observe
    constructor(callback: Tell) {
      tell = callback
    }
  })
  countRequests()
  expect(observe).toHaveBeenCalledWith({ type: 'resource', buffered: true })
  const asked = (path: string, transferSize: number) => ({ name: `http://shop.test${path}`, transferSize })
  tell({ getEntries: () => [asked(`${listOrders.url}?limit=5`, 1736), asked('/assets/index.js', 90_000)] })
  tell({ getEntries: () => [asked(listOrders.url, 300)] })
  expect(usePollCost().value).toEqual({ requests: 2, bytes: 2036 })
})

test.each([[300, '0.3 kB'], [18_240, '18 kB'], [999_000, '1,000 kB'], [1_340_000, '1.3 MB']])('%s bytes read "%s"', (bytes, words) => {
  expect(bytesInWords(bytes)).toBe(words)
})
