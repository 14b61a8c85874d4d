import { expect, test } from 'vitest'
import { aKey } from '../../test/admin-samples.ts'
import { morning } from '../../test/samples.ts'
import { isSilent, lastUseInWords, scopeWords } from './key-use.ts'

const minute = 60_000
const usedBefore = (ago: number) => aKey({ lastUsedAt: new Date(morning - ago).toISOString() })

test('a machine that asks every minute is there', () => {
  expect(isSilent(usedBefore(3 * minute), morning)).toBe(false)
  expect(lastUseInWords(usedBefore(12_000), morning)).toBe('Used 12 s ago')
})

test('after more than three minutes without a word it is silent', () => {
  const key = usedBefore(3 * minute + 1)
  expect(isSilent(key, morning)).toBe(true)
  expect(lastUseInWords(key, morning)).toMatch(/^Silent since \d\d:\d\d$/)
})

test('one that fell silent yesterday says so', () => {
  expect(lastUseInWords(usedBefore(20 * 60 * minute), morning)).toMatch(/^Silent since yesterday, \d\d:\d\d$/)
})

test('after a day nobody waits for it any more', () => {
  expect(lastUseInWords(usedBefore(25 * 60 * minute), morning)).toBe('Used yesterday')
})

test('a key that was never used, or is revoked, is not silent', () => {
  expect(lastUseInWords(aKey(), morning)).toBe('Never used')
  const revoked = { ...usedBefore(5 * minute), revokedAt: new Date(morning).toISOString() }
  expect(isSilent(revoked, morning)).toBe(false)
  expect(lastUseInWords(revoked, morning)).toContain('Revoked 20 Nov 2026')
})

test('what a key may do is said in words', () => {
  expect([scopeWords(['orders:read']), scopeWords(['orders:write']), scopeWords(['orders:write', 'orders:read'])]).toEqual(['Reads orders', 'Changes orders', 'Reads and changes orders'])
})
