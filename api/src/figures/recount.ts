import type { Figure } from '../database/figure-store.ts'
import type { Stores } from '../database/stores.ts'
import type { OrderParts } from '../orders/order-parts.ts'
import { figuresOf, timeNames } from './figures-of.ts'

const page = 2000

/** Counts the figures anew from all orders when they are not there yet, or are of the days of another time zone. */
export async function prepareFigures({ database, shop }: Pick<OrderParts, 'database' | 'shop'>): Promise<void> {
  if (await database.stores.figures.zone() === shop.timeZone)
    return
  await database.write(async (stores) => {
    await stores.changes.hold()
    await stores.figures.restart(shop.timeZone, timeNames.fresh)
    for (const figure of await recount(stores, shop.timeZone))
      await stores.figures.add(figure)
  })
}

/** The figures that follow from all orders as they are. */
export async function recount(stores: Stores, timeZone: string): Promise<Figure[]> {
  const sums = new Map<string, Figure>()
  let after = ''
  while (true) {
    const orders = await stores.orders.listAll(after, page)
    for (const figure of orders.flatMap(order => figuresOf(order, timeZone))) {
      const key = `${figure.day} ${figure.name}`
      const sum = sums.get(key)
      if (sum === undefined)
        sums.set(key, { ...figure })
      else
        sum.value += figure.value
    }
    if (orders.length < page)
      return [...sums.values()].filter(({ value }) => value !== 0)
    after = orders.at(-1)!.id
  }
}
