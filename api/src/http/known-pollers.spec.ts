import { expect, test } from 'vitest'
import { createKnownPollers } from './known-pollers.ts'

const pollers = createKnownPollers()
const ana = { kind: 'customer', id: 'ana', name: 'Ana' } as const
const route = { kind: 'history' as const, meter: { method: 'GET', route: '/a', isPoll: true, statuses: new Uint32Array(600) } }
const answer = (url: string, etag: string) => ({ route, url, revision: '1', etag, overAt: 0 })

test('what somebody holds is known by address and tag, both', () => {
  const poller = pollers.of(ana)
  poller.hold(answer('/a', 'W/"a"'))
  expect(poller.heldOf('/a', 'W/"a"')).toMatchObject(answer('/a', 'W/"a"'))
  expect([poller.heldOf('/b', 'W/"a"'), poller.heldOf('/a', 'W/"b"')]).toEqual([undefined, undefined])
  expect(pollers.of({ ...ana }).heldOf('/a', 'W/"a"')).toBeUndefined()
})

test('of each address the last answer is kept, of all addresses the last four, and none that is long', () => {
  const poller = pollers.of({ ...ana })
  for (const url of ['/a', '/b', '/c', '/d', '/b', '/e', `/${'x'.repeat(200)}`])
    poller.hold(answer(url, `W/"of ${url}"`))
  poller.hold(answer('/c', 'W/"new"'))
  const held = ['/a', '/b', '/c', '/d', '/e', `/${'x'.repeat(200)}`].filter(url => poller.heldOf(url, `W/"of ${url}"`) !== undefined)
  expect(held).toEqual(['/b', '/d', '/e'])
  expect(poller.heldOf('/c', 'W/"new"')).toBeDefined()
})
