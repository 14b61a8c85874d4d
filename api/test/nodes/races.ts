import type { TestDatabase } from '../test-database.ts'
import type { Shop } from '../test-shop.ts'
import type { Node } from './nodes.ts'
import { cancelOrder, updateStaffOrder } from '@orderbeat/shared'
import { expect } from 'vitest'
import { openNodes } from './nodes.ts'

const racers = 20

/** Twenty at once on one order, by turns at each node: gives the statuses of their answers. */
type Race = (shop: Shop, nodes: Node[], orderId: string) => Promise<number[]>

function all(nodes: Node[], race: (node: Node, index: number) => Promise<{ status: number }>): Promise<number[]> {
  return Promise.all(Array.from({ length: racers }, async (_, index) => (await race(nodes[index % nodes.length]!, index)).status))
}

const moves = ['confirmed', 'processing', 'paid', 'cancelled'] as const

/** What is raced for, and how the answers must be. */
const races: { race: Race, statuses: (answers: number[]) => void }[] = [
  {
    race: (shop, nodes, orderId) => all(nodes, (node, index) => node.as(shop.sam).call(updateStaffOrder, { params: { orderId }, body: { status: moves[index % moves.length]! }, headers: { 'if-match': '"1"' } as never })),
    statuses: answers => expect(answers.toSorted()).toEqual([200, ...Array.from({ length: racers - 1 }).fill(412)]),
  },
  {
    race: (shop, nodes, orderId) => all(nodes, node => node.as(shop.sam).call(updateStaffOrder, { params: { orderId }, body: { status: 'confirmed' } })),
    statuses: answers => expect(answers).toEqual(Array.from({ length: racers }).fill(200)),
  },
  {
    race: (shop, nodes, orderId) => all(nodes, (node, index) => index % 3 === 0
      ? node.as(shop.ana).call(cancelOrder, { params: { orderId }, body: {} })
      : node.as(shop.sam).call(updateStaffOrder, { params: { orderId }, body: { status: 'processing' }, headers: { 'if-match': '"1"' } as never })),
    // A customer who cancels what is cancelled is not refused; of staff only one comes in time, or none.
    statuses: (answers) => {
      const [byAna, bySam] = [answers.filter((_, index) => index % 3 === 0), answers.filter((_, index) => index % 3 !== 0).toSorted()]
      const won = byAna[0] === 200
      expect(byAna).toEqual(byAna.map(() => won ? 200 : 409))
      expect(bySam).toEqual(bySam.map((_, index) => !won && index === 0 ? 200 : 412))
    },
  },
]

/** So many races for orders over two nodes: of each order's racers one has effect, and it is told once. */
export async function oneWinsEachRace(database: TestDatabase, rounds: number): Promise<void> {
  const { shop, nodes, close } = await openNodes(database, 2)
  await raceOften(database, shop, nodes, rounds).finally(close)
}

async function raceOften(database: TestDatabase, shop: Shop, nodes: Node[], rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const { id } = await shop.orderOf(shop.ana)
    const { race, statuses } = races[round % races.length]!
    statuses(await race(shop, nodes, id))
  }
  const { orders, order_events: events, notifications } = await database.dump() as Record<string, { id: string, version: number, status: string, order_id: string, reader: string, type: string }[]>
  const typesBy = (rows: { order_id: string, type: string }[]) => new Map([...Map.groupBy(rows, row => row.order_id)].map(([id, some]) => [id, some.map(({ type }) => type).toSorted()]))
  const [happened, told] = [typesBy(events!), typesBy(notifications!.filter(({ reader }) => reader !== 'staff'))]
  expect(orders).toHaveLength(rounds)
  for (const { id, version, status } of orders!)
    expect([version, happened.get(id), told.get(id)]).toEqual([2, ['order.created', `order.${status}`].toSorted(), [`order.${status}`]])
}
