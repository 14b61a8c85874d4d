import type { Shop } from '../../test/test-shop.ts'
import { listOrders, updateStaffOrder } from '@orderbeat/shared'
import { afterEach, expect, it, vi } from 'vitest'
import { noPressure } from '../../test/no-pressure.ts'
import { openTestDatabase } from '../../test/test-database.ts'
import { openShop } from '../../test/test-shop.ts'

const token = 'a token for those who watch'
const metrics = { token, memory: () => 123_456, waitingPasswords: () => 7 }
let shop: Shop
afterEach(() => shop.close())

const ask = (authorization?: string) => shop.app.inject({ url: '/metrics', headers: authorization === undefined ? {} : { authorization } })

it('there is no such address unless somebody was given a token for it', async () => {
  shop = await openShop()
  expect((await ask(`Bearer ${token}`)).statusCode).toBe(404)
})

it('only the token opens it: neither nothing, nor another, nor an admin', async () => {
  shop = await openShop({ metrics })
  for (const authorization of [undefined, '', 'Bearer ', `Bearer ${token}x`, `Bearer ${token.slice(0, -1)}y`, token, `Bearer ${shop.ada.token}`]) {
    const answer = await ask(authorization)
    expect(answer.statusCode).toBe(401)
    expect(answer.body).not.toContain('orderbeat_')
  }
  expect((await ask(`Bearer ${token}`)).statusCode).toBe(200)
})

it('it says in Prometheus\' words what was asked and answered, and how the server is', async () => {
  shop = await openShop({ metrics, pressure: { ...noPressure, load: () => 4, seen: () => ({ delay: 250, newcomers: 40, busy: 0.75 }) } })
  const order = await shop.orderOf(shop.ana)
  const tag = (await shop.ana.call(listOrders)).headers.etag as string
  for (let poll = 0; poll < 2; poll++)
    await shop.ana.call(listOrders, { headers: { 'if-none-match': tag } })
  shop.clock.now += 8000
  await shop.sam.call(updateStaffOrder, { params: { orderId: order.id }, body: { status: 'confirmed' } })
  shop.clock.now += 8000
  await shop.ana.call(listOrders, { headers: { 'if-none-match': tag } })
  await shop.app.inject({ url: '/api/v1/nothing' })

  const answer = await ask(`Bearer ${token}`)
  expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8')
  const lines = answer.body.trimEnd().split('\n')
  for (const line of lines)
    expect(line).toMatch(/^# (?:HELP|TYPE) orderbeat_\w+ .+$|^orderbeat_\w+(?:\{\w+="[^"]*"(?:,\w+="[^"]*")*\})? \d+(?:\.\d+)?(?:e[+-]\d+)?$/)
  expect(lines).toEqual(expect.arrayContaining([
    'orderbeat_requests_total{method="GET",route="/api/v1/orders",status="200"} 2',
    'orderbeat_requests_total{method="GET",route="/api/v1/orders",status="304"} 2',
    'orderbeat_requests_total{method="POST",route="/api/v1/orders",status="201"} 1',
    'orderbeat_requests_total{method="",route="unknown",status="404"} 1',
    'orderbeat_polls_unchanged_ratio 0.5',
    'orderbeat_poll_lag_seconds_count 4',
    'orderbeat_freshness_seconds_bucket{le="5"} 0',
    'orderbeat_freshness_seconds_bucket{le="10"} 1',
    'orderbeat_freshness_seconds_sum 8',
    'orderbeat_event_loop_delay_seconds 0.25',
    'orderbeat_event_loop_busy_ratio 0.75',
    'orderbeat_newcomer_wait_seconds 0.04',
    'orderbeat_poll_stretch 4',
    'orderbeat_turned_away_level 0',
    'orderbeat_queue_length{of="writes"} 0',
    'orderbeat_queue_length{of="reads"} 0',
    'orderbeat_queue_length{of="passwords"} 7',
    'orderbeat_resident_memory_bytes 123456',
  ]))
})

it('a poll\'s time is counted from its arrival, and what it waits for a feed is in it', async () => {
  let waited = 0
  const performanceNow = performance.now.bind(performance)
  vi.spyOn(performance, 'now').mockImplementation(() => performanceNow() + waited)
  const database = await openTestDatabase()
  shop = await openShop({ metrics, database: { ...database, readFeed: async (...readers) => {
    waited += 5000
    return database.readFeed(...readers)
  } } })
  const { headers: { etag } } = await shop.ana.call(listOrders)
  for (let poll = 0; poll < 2; poll++)
    await shop.ana.call(listOrders, { headers: { 'if-none-match': etag as string } })
  await shop.orderOf(shop.ana)
  await shop.ana.call(listOrders, { headers: { 'if-none-match': etag as string } })
  const [, sum] = /poll_lag_seconds_sum (\S+)/.exec((await ask(`Bearer ${token}`)).body)!
  expect(Number(sum)).toBeGreaterThanOrEqual(20)
  vi.restoreAllMocks()
})

it('polls that were turned away are counted, as such and as answers', async () => {
  shop = await openShop({ metrics, pressure: { ...noPressure, load: () => 8, level: () => 1 } })
  await shop.ana.call(listOrders, { headers: { 'if-none-match': 'W/"any.0"' } })
  const { body } = await ask(`Bearer ${token}`)
  expect(body).toContain('\norderbeat_polls_turned_away_total 1\n')
  expect(body).toContain('\norderbeat_requests_total{method="GET",route="/api/v1/orders",status="503"} 1\n')
})
