import type { Stores } from '../database/stores.ts'
import type { OrderParts } from './order-parts.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop } from '../../test/test-shop.ts'
import { placeOrder } from './place-order.ts'
import { createStaffOrderService } from './staff-order-service.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

/** Services whose store fails at its nth call inside a transaction, as a full disk or a lost connection would. */
function failingAt(nth: number, steps: string[]): OrderParts {
  let calls = 0
  const failing = (stores: Stores): Stores => Object.fromEntries(Object.entries(stores).map(([store, methods]) => [
    store,
    Object.fromEntries(Object.entries(methods as Record<string, (...args: unknown[]) => unknown>).map(([name, method]) => [
      name,
      async (...args: unknown[]) => {
        steps.push(`${store}.${name}`)
        const answer = await method(...args)
        if (++calls === nth)
          throw new Error(`step ${nth} fails`)
        return answer
      },
    ])),
  ])) as Stores
  const { database, clock } = shop
  return {
    database: { ...database, write: work => database.write(stores => work(failing(stores))) },
    clock: () => clock.now,
    newId: () => v7(),
    log: { info: () => {}, error: () => {} },
    shop: { currency: 'EUR', timeZone: 'UTC' },
    undoSeconds: 600,
    origin: 'http://localhost:3000',
  }
}

const key = { principal: 'somebody', key: 'once', fingerprint: 'same' }

describe('a write that fails at any step', () => {
  it('leaves no trace of a status change', async () => {
    const { id } = await shop.orderOf(shop.ana, ['confirmed'])
    const before = await shop.database.dump()
    const sam = { kind: 'staff', id: shop.sam.id, name: 'Sam' } as const
    const update = (nth: number, steps: string[]) => createStaffOrderService(failingAt(nth, steps)).update(sam, id, { status: 'processing' }, undefined, key)
    const steps: string[] = []
    for (let nth = 1; nth <= 15; nth++) {
      await expect(update(nth, [])).rejects.toThrow(`step ${nth} fails`)
      expect(await shop.database.dump()).toEqual(before)
    }
    await update(0, steps)
    expect(steps).toEqual([
      'idempotency.removeExpired',
      'idempotency.claim',
      'orders.find',
      'orders.update',
      'changes.next',
      'events.append',
      'notifications.insert',
      'notifications.insert',
      'changes.moveFeed',
      'changes.moveFeed',
      'figures.add',
      'figures.add',
      'figures.add',
      'figures.add',
      'idempotency.settle',
    ])
  })

  it('leaves no trace of a placed order, nor a gap in the numbers', async () => {
    const before = await shop.database.dump()
    const place = (nth: number, steps: string[]) => placeOrder(failingAt(nth, steps), shop.ana.id, shop.basket(), { ...key, key: 'basket' })
    const steps: string[] = []
    await placeOrder(failingAt(0, steps), shop.ben.id, shop.basket(), { ...key, principal: 'ben' })
    const after = await shop.database.dump()
    expect(after).not.toEqual(before)
    for (let nth = 1; nth <= steps.length; nth++) {
      await expect(place(nth, [])).rejects.toThrow(`step ${nth} fails`)
      expect(await shop.database.dump()).toEqual(after)
    }
  })
})
