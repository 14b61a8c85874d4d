import type { PollKind } from '@orderbeat/shared'
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
const token = 'Bearer of Ana'
const now = Date.parse('2026-11-20T09:00:00.000Z')

/** Ana holds her history at revision 1, and her tracker of an order that is over in a minute. */
function openDoor(level: 'info' | 'debug' = 'info') {
  const feed = { state: { revision: '1', eagerUntil: 0 } as FeedState | Promise<FeedState>, isShedding: false }
  const readFeed = vi.fn((_reader: string) => feed.state)
  const answers = createPollAnswers({ readFeed, eagerUntil: () => 0, load: () => 1, pollSeconds: { history: 30, tracker: 60 }, vary: 'Authorization', today: () => '2026-11-20', clock: () => now })
  const meters = createMeters()
  const hold = (kind: PollKind, url: string, etag: string, overAt: number) =>
    answers.pollerOf(ana).hold({ route: { kind, meter: meters.addRoute('GET', url, true) }, url, revision: '1', etag, overAt })
  hold('history', '/orders', 'W/"history"', 0)
  hold('tracker', '/tracking', 'W/"tracker"', now)
  const router = vi.fn((_request: IncomingMessage, response: ServerResponse) => void response.writeHead(200).end('from the router'))
  const server = createServer(router)
  const lines: string[] = []
  answerKnownPolls(server, {
    callers: { known: authorization => authorization === token ? ana : null },
    answers,
    isShedding: () => feed.isShedding,
    meters,
    log: createRequestLog(pino({ level }, { write: (line: string) => void lines.push(line) })),
    newRequestId: () => 'request-1',
  })
  const ask = (url: string, headers: OutgoingHttpHeaders, method: 'GET' | 'HEAD' = 'GET') =>
    inject((request, response) => server.emit('request', request, response), { method, url, headers })
  return { feed, readFeed, answers, meters, router, server, lines, ask }
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
    expect(await door.answers.readFeed(door.router.mock.calls[0]![0], ana, 'history')).toEqual({ revision: '2', eagerUntil: 0 })
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
    await expect(door.answers.readFeed(door.router.mock.calls[0]![0], ana, 'history')).rejects.toThrow('the database is gone')
    expect(door.readFeed).toHaveBeenCalledTimes(1)
  })
})
