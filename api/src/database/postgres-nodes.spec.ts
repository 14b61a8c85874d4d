import { eventTypeOf, listNotifications, listOrders, placeOrder, trackOrder, updateStaffOrder } from '@orderbeat/shared'
import { expect, inject, it } from 'vitest'
import { readersMissNothing } from '../../test/nodes/commit-order.ts'
import { openNodes } from '../../test/nodes/nodes.ts'
import { oneWinsEachRace } from '../../test/nodes/races.ts'
import { createPostgresDatabase } from '../../test/postgres-database.ts'

it('readers at every node see all events and notifications once, in one order, whoever commits late', async () => {
  await readersMissNothing(await createPostgresDatabase(inject('postgres')!), 300, 1)
}, 60_000)

it('of twenty who race for an order over two nodes one wins, and it is told once', async () => {
  await oneWinsEachRace(await createPostgresDatabase(inject('postgres')!), 12)
}, 60_000)

it('what one node has acknowledged, the next poll at any other shows', async () => {
  const { shop, nodes, close } = await openNodes(await createPostgresDatabase(inject('postgres')!), 3)
  const at = (turn: number) => nodes[turn % nodes.length]!
  try {
    let tag = ''
    for (let turn = 0; turn < 30; turn++) {
      const { body: { id } } = await at(turn).as(shop.ana).call(placeOrder, { body: shop.basket() })
      const list = await at(turn + 1).as(shop.ana).call(listOrders, { headers: { 'if-none-match': tag } as never })
      expect([list.status, list.body.orders[0]?.id]).toEqual([200, id])
      tag = list.headers.etag as string
      const tracked = await at(turn + 2).as(shop.ana).call(trackOrder, { params: { orderId: id } })
      await at(turn).as(shop.sam).call(updateStaffOrder, { params: { orderId: id }, body: { status: 'confirmed' } })
      const moved = await at(turn + 2).as(shop.ana).call(trackOrder, { params: { orderId: id }, headers: { 'if-none-match': tracked.headers.etag as string } as never })
      expect([moved.status, moved.body.status]).toEqual([200, 'confirmed'])
      const told = await at(turn + 1).as(shop.ana).call(listNotifications)
      expect(told.body.notifications[0]).toMatchObject({ orderId: id, type: eventTypeOf('confirmed') })
    }
  }
  finally {
    await close()
  }
}, 60_000)
