import type { OrderStatus } from '@orderbeat/shared'
import { getOrder, isOver, listNotifications, listOrders, listStaffOrders, nextMoves, trackOrder } from '@orderbeat/shared'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anOrder, aNotification, aPage, aTracking } from '../../test/samples.ts'
import { recordOf } from '../polling/poll-book.ts'
import { createQueryClient } from '../query-client.ts'
import { keepNewer, learnOrder, learnStatus, spreadOrders } from './order-cache.ts'
import { orderAfter, trackingOf } from './order-tracking.ts'

const views = { history: listOrders, filtered: listOrders, staff: listStaffOrders, order: getOrder, tracking: trackOrder }
type View = keyof typeof views

function cacheWith(data: Partial<Record<View, unknown>>) {
  const queryClient = createQueryClient()
  const keyOf = (view: View) => [views[view].schema.operationId, 'ana', view]
  for (const [view, value] of Object.entries(data))
    queryClient.setQueryData(keyOf(view as View), value, { updatedAt: 1000 })
  return { queryClient, of: (view: View) => queryClient.getQueryData(keyOf(view)), state: (view: View) => queryClient.getQueryState(keyOf(view)), record: (view: View) => recordOf(queryClient, keyOf(view)) }
}

test('a newer order goes into every view of it that is held', () => {
  const other = anOrder([], { number: 2 })
  const cache = cacheWith({ history: aPage(other, anOrder()), filtered: aPage(anOrder()), staff: aPage(anOrder()), order: anOrder(), tracking: aTracking() })
  const newer = anOrder(['confirmed'])
  learnOrder(cache.queryClient, newer)
  expect(cache.of('history')).toEqual(aPage(other, newer))
  expect(cache.of('filtered')).toEqual(aPage(newer))
  expect(cache.of('staff')).toEqual(aPage(newer))
  expect(cache.of('order')).toEqual(newer)
  expect(cache.of('tracking')).toEqual(aTracking(['confirmed']))
})

test('what is learned from elsewhere makes no answer younger, and takes back no wish to read it again', () => {
  const cache = cacheWith({ history: aPage(anOrder()), order: anOrder() })
  cache.record('history').wanted = true
  learnOrder(cache.queryClient, anOrder(['confirmed']))
  expect(cache.state('history')).toMatchObject({ dataUpdatedAt: 1000 })
  expect(cache.record('history').wanted).toBe(true)
})

test('an older or equal order changes nothing: the very objects stay', () => {
  const cache = cacheWith({ history: aPage(anOrder(['confirmed'])), order: anOrder(['confirmed']), tracking: aTracking(['confirmed']) })
  const before = (['history', 'order', 'tracking'] as const).map(cache.of)
  learnOrder(cache.queryClient, anOrder())
  learnOrder(cache.queryClient, anOrder(['confirmed']))
  learnStatus(cache.queryClient, aTracking())
  expect((['history', 'order', 'tracking'] as const).map(cache.of)).toEqual(before)
  expect(cache.of('history')).toBe(before[0])
})

test('what a tracker learns goes into the others, which are read again for the rest', () => {
  const cache = cacheWith({ history: aPage(anOrder()), order: anOrder() })
  learnStatus(cache.queryClient, aTracking(['confirmed', 'cancelled']))
  expect(cache.of('order')).toMatchObject({ status: 'cancelled', fulfilmentStatus: 'cancelled', version: 3, actions: [{ action: 'cancel', allowed: false }] })
  expect(cache.of('history')).toMatchObject({ orders: [{ status: 'cancelled' }] })
  expect(cache.record('order').wanted).toBe(true)
  expect(cache.record('history').wanted).toBe(true)
})

test('what a notification tells of is read at once where it is not shown yet', () => {
  const cache = cacheWith({ history: aPage(anOrder(), anOrder([], { number: 2 })), tracking: aTracking(['confirmed']) })
  const told = (createdAt: string) => ({ notifications: [aNotification('1', { orderId: anOrder().id, createdAt })], unread: 1, total: 1, nextCursor: null, cursor: '' })
  const key = [listNotifications.schema.operationId, 'ana', '']
  spreadOrders(cache.queryClient, key, told(anOrder().updatedAt))
  expect([cache.record('history').wanted, cache.record('tracking').wanted]).toEqual([false, false])
  spreadOrders(cache.queryClient, key, told(anOrder(['confirmed']).updatedAt))
  expect([cache.record('history').wanted, cache.record('tracking').wanted]).toEqual([true, false])
})

test('what shows a version is current is as old as its question: an older one confirms nothing, a newer one does', () => {
  const cache = cacheWith({ history: aPage(anOrder()), tracking: aTracking() })
  Object.assign(cache.record('tracking'), { askedAt: 5000, failure: 'refused' })
  const hear = (askedAt: number) => {
    cache.record('history').askedAt = askedAt
    spreadOrders(cache.queryClient, [listOrders.schema.operationId, 'ana', 'history'], aPage(anOrder()))
  }
  hear(4000)
  expect(cache.record('tracking')).toMatchObject({ confirmedAt: null, failure: 'refused' })
  hear(6000)
  expect(cache.record('tracking')).toMatchObject({ confirmedAt: 6000, failure: null })
})

test('an order keeps its timeline until it is read again, and lists stay without', () => {
  const timeline = [{ id: '1' }]
  const cache = cacheWith({ history: aPage(anOrder()), order: { ...anOrder(), timeline } })
  learnOrder(cache.queryClient, anOrder(['confirmed']))
  expect(cache.of('order')).toMatchObject({ status: 'confirmed', timeline })
  learnOrder(cache.queryClient, { ...anOrder(['confirmed', 'processing']), timeline: [] })
  expect(cache.of('history')).not.toHaveProperty('orders.0.timeline')
})

test('an answer that is older than what is held is dropped, per order', () => {
  const held = aPage(anOrder([], { number: 2 }), anOrder(['confirmed']))
  const fresh = aPage(anOrder(['confirmed'], { number: 2 }), anOrder())
  expect(keepNewer(held, fresh)).toEqual(aPage(anOrder(['confirmed'], { number: 2 }), anOrder(['confirmed'])))
  expect(keepNewer(aTracking(['confirmed']), aTracking())).toEqual(aTracking(['confirmed']))
  expect(keepNewer(anOrder(['confirmed']), anOrder())).toEqual(anOrder(['confirmed']))
})

test('an answer that says the same is the object that is held', () => {
  const held = aPage(anOrder(), anOrder([], { number: 2 }))
  expect(keepNewer(held, structuredClone(held))).toBe(held)
})

test('on every way an order can go, tracker and order tell the same', () => {
  fc.assert(fc.property(
    fc.constantFrom('delivery' as const, 'pickup' as const),
    fc.array(fc.nat(), { maxLength: 7 }),
    (fulfilment, choices) => {
      const moves: OrderStatus[] = []
      for (const choice of choices) {
        const before = anOrder(moves, { fulfilment })
        const next = nextMoves(before, 'staff')
        if (next.length === 0 || isOver(before))
          break
        moves.push(next[choice % next.length]!)
        const after = anOrder(moves, { fulfilment })
        const learned = orderAfter(before, trackingOf(after))
        expect(trackingOf(learned)).toEqual(trackingOf(after))
        expect(learned).toEqual(after)
      }
    },
  ))
})
