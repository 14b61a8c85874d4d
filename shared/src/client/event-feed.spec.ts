import type { CloudEvent } from '../contract/staff-events.ts'
import type { FeedOptions } from './event-feed.ts'
import { describe, expect, it } from 'vitest'
import { cloudEventsBatch } from '../contract/staff-events.ts'
import { createOrderbeatClient } from './orderbeat-client.ts'

type Reply = string[] | Error | { status: number, retryAfter?: string }

/**
 * Follows a feed whose answers are these (ids of events, a lost connection or a refusal), and stops where they end: the ids
 * that came, the addresses that were asked for and the pauses in milliseconds.
 */
async function follow(replies: Reply[], options: FeedOptions = {}, random = 0) {
  const stop = new AbortController()
  const asked: string[] = []
  const pauses: number[] = []
  const seen: string[] = []
  const trouble: string[] = []
  const client = createOrderbeatClient({
    origin: 'http://shop.test',
    key: 'obk_secret',
    random: () => random,
    pause: async milliseconds => void pauses.push(milliseconds),
    fetch: async (url) => {
      asked.push(String(url).replace('http://shop.test/api/v1/staff/events', ''))
      const reply = replies.shift()
      if (reply === undefined)
        stop.abort()
      return answerOf(reply ?? [])
    },
  })
  const feed = client.events({ ...options, signal: stop.signal, onTrouble: error => trouble.push(error.name) })
  const failure = await (async () => {
    for await (const { id } of feed)
      seen.push(id)
  })().catch((error: unknown) => error)
  return { seen, asked, pauses, trouble, failure }
}

function answerOf(reply: Reply): Response {
  if (reply instanceof Error)
    throw reply
  if (Array.isArray(reply))
    return Response.json(reply.map(id => ({ id }) as CloudEvent), { headers: { 'content-type': cloudEventsBatch } })
  const headers = { 'content-type': 'application/problem+json', ...(reply.retryAfter === undefined ? {} : { 'retry-after': reply.retryAfter }) }
  return Response.json({ type: '/problems/some', title: '', detail: '', instance: '', status: reply.status }, { status: reply.status, headers })
}

const gone = new TypeError('fetch failed')

describe('following the feed', () => {
  it('goes on after the last event, at once while there are more, and rests when there is none', async () => {
    const { seen, asked, pauses } = await follow([['1', '2'], ['3'], [], ['4']])
    expect(seen).toEqual(['1', '2', '3', '4'])
    expect(asked).toEqual(['', '?after=2', '?after=3', '?after=3', '?after=4'])
    expect(pauses[0]).toBe(30_000)
  })

  it('begins where it is told, with pages and a beat of the reader\'s own, spread by up to a tenth', async () => {
    const { asked, pauses } = await follow([[]], { after: '9', limit: 50, poll: 10 }, 0.5)
    expect(asked[0]).toBe('?after=9&limit=50')
    expect(pauses[0]).toBe(10_500)
  })

  it('drops what it has seen, and gets past it', async () => {
    const { seen, asked, pauses } = await follow([['1', '2'], ['1', '2'], ['2', '3']], { after: '0' })
    expect(seen).toEqual(['1', '2', '3'])
    expect(asked).toEqual(['?after=0', '?after=2', '?after=2', '?after=3'])
    expect(pauses[0]).toBe(30_000)
  })

  it('outlasts an outage and waits as long as the shop asks', async () => {
    const { seen, pauses, trouble, failure } = await follow([['1'], gone, { status: 503, retryAfter: '120' }, { status: 500 }, ['2']])
    expect(seen).toEqual(['1', '2'])
    expect(pauses.slice(0, 3)).toEqual([30_000, 120_000, 30_000])
    expect(trouble).toEqual(['UnreachableError', 'OrderbeatError', 'OrderbeatError'])
    expect(failure).toBeUndefined()
  })

  it.each([400, 401, 403])('ends with what waiting does not help: %i', async (status) => {
    const { seen, failure } = await follow([['1'], { status }])
    expect(seen).toEqual(['1'])
    expect(failure).toMatchObject({ name: 'OrderbeatError', status })
  })

  it('stops between two events when it is told to', async () => {
    const stop = new AbortController()
    const client = createOrderbeatClient({ origin: 'http://shop.test', key: 'obk_secret', fetch: async () => answerOf(['1', '2', '3']) })
    const seen: string[] = []
    for await (const { id } of client.events({ signal: stop.signal })) {
      seen.push(id)
      if (id === '2')
        stop.abort()
    }
    expect(seen).toEqual(['1', '2'])
  })
})
