import { expect, test } from 'vitest'
import { createKnownPollers } from './known-pollers.ts'

const pollers = createKnownPollers()
const ana = { kind: 'customer', id: 'ana', name: 'Ana' } as const
const answer = (url: string, etag: string) => ({ url, revision: '1', etag, overAt: 0 })

test('what somebody holds is known by address, revision and tag, all three', () => {
  const poller = pollers.of(ana)
  poller.hold(answer('/a', 'W/"a"'))
  expect(poller.heldAt('/a', '1', 'W/"a"')).toMatchObject(answer('/a', 'W/"a"'))
  expect([poller.heldAt('/b', '1', 'W/"a"'), poller.heldAt('/a', '2', 'W/"a"'), poller.heldAt('/a', '1', 'W/"b"')]).toEqual([undefined, undefined, undefined])
  expect(pollers.of({ ...ana }).heldAt('/a', '1', 'W/"a"')).toBeUndefined()
})

test('of each address the last answer is kept, of all addresses the last four, and none that is long', () => {
  const poller = pollers.of({ ...ana })
  for (const url of ['/a', '/b', '/c', '/d', '/b', '/e', `/${'x'.repeat(200)}`])
    poller.hold(answer(url, `W/"of ${url}"`))
  poller.hold(answer('/c', 'W/"new"'))
  const held = ['/a', '/b', '/c', '/d', '/e', `/${'x'.repeat(200)}`].filter(url => poller.heldAt(url, '1', `W/"of ${url}"`) !== undefined)
  expect(held).toEqual(['/b', '/d', '/e'])
  expect(poller.heldAt('/c', '1', 'W/"new"')).toBeDefined()
})
