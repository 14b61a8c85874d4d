import type { Actor, PollKind } from '@orderbeat/shared'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { FeedState } from './poll-answers.ts'
import { createServer } from 'node:http'
import inject from 'light-my-request'
import { pino } from 'pino'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { answerKnownPolls } from './known-polls.ts'
import { createMeters } from './meters.ts'
import { createPollAnswers } from './poll-answers.ts'
import { createRequestLog } from './request-log.ts'

const ana = { kind: 'customer', id: 'ana', name: 'Ana' } as const
const sam = { kind: 'staff', id: 'sam', name: 'Sam' } as const
const token = 'Bearer of Ana'
const people: Record<string, Actor> = { [token]: ana, 'Bearer of Sam': sam }
const now = Date.parse('2026-11-20T09:00:00.000Z')

/** Everybody holds what they were given at revision 1 and, of the figures, on this day. Ana's tracker is of an order that is over. */
function openDoor(level: 'info' | 'debug' = 'info') {
  const feed = { state: { revision: '1', eagerUntil: 0 } as FeedState | Promise<FeedState>, isShedding: false }
  const today = { day: '2026-11-20' }
  const load = vi.fn(() => 1)
  const readFeed = vi.fn((_reader: string, _marks?: string) => feed.state)
  const answers = createPollAnswers({ readFeed, eagerUntil: () => 0, load, pollSeconds: { history: 30, tracker: 60 }, vary: 'Authorization', today: () => today.day, clock: () => now })
  const meters = createMeters()
  const hold = (who: Actor, kind: PollKind, url: string, overAt = 0) =>
    answers.pollerOf(who).hold({ route: { kind, meter: meters.addRoute('GET', url, true) }, url, revision: answers.revisionOf(kind, { revision: '1', eagerUntil: 0 }), etag: `W/"${kind}"`, overAt })
  hold(ana, 'history', '/orders')
  hold(ana, 'tracker', '/tracking', now)
  hold(ana, 'notifications', '/notifications')
  hold(sam, 'staff', '/staff/orders')
  hold(sam, 'figures', '/staff/stats')
  hold(sam, 'notifications', '/notifications')
  const router = vi.fn((_request: IncomingMessage, response: ServerResponse) => void response.writeHead(200).end('from the router'))
  const server = createServer(router)
  const lines: string[] = []
  answerKnownPolls(server, {
    callers: { recall: (authorization = '') => people[authorization] ?? null },
    answers,
    isShedding: () => feed.isShedding,
    meters,
    log: createRequestLog(pino({ level }, { write: (line: string) => void lines.push(line) })),
    newRequestId: () => 'request-1',
  })
  const ask = (url: string, headers: OutgoingHttpHeaders, method: 'GET' | 'HEAD' = 'GET') =>
    inject((request, response) => server.emit('request', request, response), { method, url, headers })
  return { feed, today, load, readFeed, answers, meters, router, server, lines, ask }
}

let door: ReturnType<typeof openDoor>
beforeEach(() => {
  door = openDoor()
})
const poll = () => door.ask('/orders', { 'authorization': token, 'if-none-match': 'W/"history"' })

describe('a poll whose answer is known to hold', () => {
  it('is answered before the router, as the router would', async () => {
    const { statusCode, headers, body } = await poll()
    expect([statusCode, body]).toEqual([304, ''])
    expect(headers).toMatchObject({ 'etag': 'W/"history"', 'cache-control': 'private, no-cache', 'vary': 'Authorization', 'poll-interval': '30' })
    expect(door.router).not.toHaveBeenCalled()
    const tracker = await door.ask('/tracking', { 'authorization': token, 'if-none-match': 'W/"tracker"' })
    expect([tracker.statusCode, tracker.headers['poll-interval']]).toEqual([304, '-1'])
  })

  it('is answered when the feed is read by a server elsewhere, too', async () => {
    door.feed.state = Promise.resolve({ revision: '1', eagerUntil: now + 30_000 })
    const { statusCode, headers } = await poll()
    expect([statusCode, headers['poll-interval']]).toEqual([304, '5'])
    expect(door.router).not.toHaveBeenCalled()
  })

  it.each([
    ['Ana', 'history', '/orders', ['customer:ana']],
    ['Ana', 'tracker', '/tracking', ['customer:ana']],
    ['Ana', 'notifications', '/notifications', ['customer:ana']],
    ['Sam', 'staff', '/staff/orders', ['staff', 'receipts']],
    ['Sam', 'figures', '/staff/stats', ['staff', 'receipts']],
    ['Sam', 'notifications', '/notifications', ['staff', 'marks:sam']],
  ])('depends on what %s reads: %s', async (name, kind, url, feeds) => {
    const { statusCode } = await door.ask(url, { 'authorization': `Bearer of ${name}`, 'if-none-match': `W/"${kind}"` })
    expect(statusCode).toBe(304)
    expect(door.readFeed.mock.calls).toEqual([feeds])
  })

  it('is counted as an answer of its route, and told only to those who want to hear of every request', async () => {
    await poll()
    await poll()
    expect(door.meters.meterOf('GET', '/orders').statuses[304]).toBe(2)
    expect(door.meters.pollLag.counts.reduce((sum, count) => sum + count)).toBe(2)
    expect(door.lines).toEqual([])
    door = openDoor('debug')
    await poll()
    expect(door.lines.map(line => JSON.parse(line) as object)).toEqual([expect.objectContaining({ msg: 'request', instance: 'request-1', method: 'GET', path: '/orders', status: 304, account: 'ana' })])
  })
})

describe('the router is asked', () => {
  it.each<[string, string, OutgoingHttpHeaders, 'HEAD'?]>([
    ['who is not known', '/orders', { 'authorization': 'Bearer of Ben', 'if-none-match': 'W/"history"' }],
    ['without a token', '/orders', { 'if-none-match': 'W/"history"' }],
    ['without a tag', '/orders', { authorization: token }],
    ['with a tag that they do not hold', '/orders', { 'authorization': token, 'if-none-match': 'W/"other"' }],
    ['with the tag of another address', '/tracking', { 'authorization': token, 'if-none-match': 'W/"history"' }],
    ['for the head alone', '/orders', { 'authorization': token, 'if-none-match': 'W/"history"' }, 'HEAD'],
    ['by a page of another origin', '/orders', { 'authorization': token, 'if-none-match': 'W/"history"', 'origin': 'http://elsewhere.example' }],
  ])('%s', async (_, url, headers, method) => {
    expect((await door.ask(url, headers, method)).statusCode).toBe(200)
    expect(door.router).toHaveBeenCalledTimes(1)
    expect(door.readFeed).not.toHaveBeenCalled()
  })

  it('by whoever does not say which host it is for', async () => {
    const headers = { 'authorization': token, 'if-none-match': 'W/"history"' }
    const { body } = await inject((request, response) => {
      delete request.headers.host
      door.server.emit('request', request, response)
    }, { url: '/orders', headers })
    expect(body).toBe('from the router')
  })

  it('for figures of another day', async () => {
    door.today.day = '2026-11-21'
    expect((await door.ask('/staff/stats', { 'authorization': 'Bearer of Sam', 'if-none-match': 'W/"figures"' })).statusCode).toBe(200)
  })

  it('while polls are turned away', async () => {
    door.feed.isShedding = true
    expect((await poll()).statusCode).toBe(200)
  })

  it.each([
    ['at once', { revision: '2', eagerUntil: 0 }],
    ['in a promise', Promise.resolve({ revision: '2', eagerUntil: 0 })],
  ])('when something has changed, and is given what was read %s', async (_, state) => {
    door.feed.state = state
    expect((await poll()).body).toBe('from the router')
    expect(await door.answers.feedFor(door.router.mock.calls[0]![0], ana, 'history')).toEqual({ revision: '2', eagerUntil: 0 })
    expect(door.readFeed).toHaveBeenCalledTimes(1)
  })

  it.each<[string, () => Promise<FeedState>]>([
    ['at once', () => {
      throw new Error('the database is gone')
    }],
    ['in a promise', () => Promise.reject(new Error('the database is gone'))],
  ])('when a feed cannot be read, and is given the failure %s', async (_, read) => {
    door.readFeed.mockImplementation(read)
    expect((await poll()).body).toBe('from the router')
    await expect(door.answers.feedFor(door.router.mock.calls[0]![0], ana, 'history')).rejects.toThrow('the database is gone')
    expect(door.readFeed).toHaveBeenCalledTimes(1)
  })

  it.each([
    ['at once', { revision: '1', eagerUntil: 0 }],
    ['in a promise', Promise.resolve({ revision: '1', eagerUntil: 0 })],
  ])('when an answer cannot be made, of what was read %s', async (_, state) => {
    door.feed.state = state
    door.load.mockImplementation(() => {
      throw new Error('the load is not known')
    })
    expect((await poll()).body).toBe('from the router')
    expect(door.meters.meterOf('GET', '/orders').statuses[304] ?? 0).toBe(0)
  })
})
