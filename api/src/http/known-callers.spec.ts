import type { AccessTokens } from './access-tokens.ts'
import { expect, test, vi } from 'vitest'
import { createKnownCallers } from './known-callers.ts'

const token = 'aaa.bbb.ccc'

/** Callers whose tokens hold until 100 s have passed. */
function knownAt(clock: { now: number }) {
  const verify = vi.fn<AccessTokens['verify']>(text => text === token && clock.now < 100_000 ? { aud: '', sub: 'ana', role: 'customer', name: 'Ana', iat: 0, exp: 100 } : null)
  const callers = createKnownCallers({ issue: () => ({ accessToken: '', expiresAt: 0 }), verify }, () => clock.now)
  return { verify, ...callers }
}

test('a token is verified once, and again only when it has ended', () => {
  const clock = { now: 0 }
  const { identify, verify } = knownAt(clock)
  for (clock.now = 0; clock.now < 100_000; clock.now += 1000)
    expect(identify(`Bearer ${token}`)).toEqual({ kind: 'customer', id: 'ana', name: 'Ana' })
  expect(verify).toHaveBeenCalledTimes(1)
  expect(identify(`Bearer ${token}`)).toBeNull()
  expect(verify).toHaveBeenCalledTimes(2)
})

test('whom a token speaks for is recalled once it was verified, for as long as it holds, and is never verified for that', () => {
  const clock = { now: 0 }
  const { recall, identify, verify } = knownAt(clock)
  expect([recall(`Bearer ${token}`), recall(undefined)]).toEqual([null, null])
  expect(verify).not.toHaveBeenCalled()
  const ana = identify(`Bearer ${token}`)
  expect(recall(`Bearer ${token}`)).toBe(ana)
  expect(recall(`bearer ${token}`)).toBeNull()
  clock.now = 100_000
  expect(recall(`Bearer ${token}`)).toBeNull()
  expect(verify).toHaveBeenCalledTimes(1)
})

test('a header that differs by one byte is another one', () => {
  const { identify } = knownAt({ now: 0 })
  expect(identify(`Bearer ${token}`)).not.toBeNull()
  for (const header of [`Bearer ${token} `, `Bearer ${token.slice(0, -1)}d`, `Basic ${token}`, token, '', undefined])
    expect(identify(header)).toBeNull()
})

test('a header with the signature of a known one is another one, too', () => {
  const signature = 'c'.repeat(43)
  const verify = vi.fn<AccessTokens['verify']>(text => text === `aaa.bbb.${signature}` ? { aud: '', sub: 'ana', role: 'customer', name: 'Ana', iat: 0, exp: 100 } : null)
  const { identify } = createKnownCallers({ issue: () => ({ accessToken: '', expiresAt: 0 }), verify }, () => 0)
  expect(identify(`Bearer aaa.bbb.${signature}`)).not.toBeNull()
  expect(identify(`Bearer aaa.bbc.${signature}`)).toBeNull()
})

test('what was refused is not remembered, so that refusals cannot push callers out', () => {
  const { identify, verify } = knownAt({ now: 0 })
  identify('Bearer x.y.z')
  identify('Bearer x.y.z')
  expect(verify).toHaveBeenCalledTimes(2)
})
