import type { Figure } from '../database/figure-store.ts'
import type { StoredOrder } from '../database/order-rows.ts'
import type { Later, WriteBehind } from '../write-behind.ts'
import type { OrderParts } from './order-parts.ts'
import { freshFigures } from '../figures/figures-of.ts'
import { RecentMap } from '../recent-map.ts'
import { createWriteBehind, inOrder } from '../write-behind.ts'
import { receiptsReader } from './readers.ts'
import { dayOf } from './shop-day.ts'

/** That a customer's screen has got a version, and how many seconds after the change, if it was open then. */
interface Look { version: number, seenAt: number, late: number | null }

/** What an answer is shown on: one that has shown an earlier one, one that has not, or nothing, where no body is sent. */
export type Screen = 'open' | 'new' | 'none'

export interface Sight extends Pick<WriteBehind<Look>, 'flush' | 'close'> {
  /** These orders are being answered to their customer. */
  note: (orders: StoredOrder[], screen: Screen) => void
}

/** So many orders it remembers to have been looked at, so that a look is written once. */
const mostKnown = 100_000

/** Nobody asks any more, after so many milliseconds, when a change was seen: old orders are most of what histories hold. */
const longestAsked = 30 * 24 * 60 * 60 * 1000

/** A screen that comes back after longer than this was not open when the change was made. */
const longestOpen = 10 * 60

/**
 * Learns from what customers fetch which version of an order their screens have, and how long after a change they had it,
 * which `onFresh` is told in seconds.
 * @see createWriteBehind
 */
export function createSight({ database, clock, newId, log, later, shop }: OrderParts & { later: Later }, onFresh: (seconds: number) => void = () => {}): Sight {
  const known = new RecentMap<string, number>(mostKnown)
  const looks = createWriteBehind<Look>(async noted => database.write(async (stores) => {
    const news: Look[] = []
    for (const [orderId, look] of inOrder(noted)) {
      if (await stores.receipts.keep({ orderId, ...look }))
        news.push(look)
    }
    for (const figure of news.flatMap(look => figuresOf(look, shop.timeZone)).toSorted(byName))
      await stores.figures.add(figure)
    if (news.length > 0)
      await stores.changes.moveFeed(receiptsReader, await stores.changes.newest(), newId())
  }), { log, later })
  return {
    flush: looks.flush,
    close: looks.close,
    note(orders, screen) {
      if (screen === 'none')
        return
      const now = clock()
      const since = new Date(now - longestAsked).toISOString()
      for (const order of orders) {
        if (order.updatedAt < since || order.version <= (known.get(order.id) ?? 0))
          continue
        known.set(order.id, order.version)
        const late = (now - Date.parse(order.updatedAt)) / 1000
        const isTold = screen === 'open' && late <= longestOpen && !isOwnDoing(order)
        if (isTold)
          onFresh(late)
        looks.note(order.id, { version: order.version, seenAt: now, late: isTold ? late : null })
      }
    },
  }
}

/** How late an open screen had the change. */
function figuresOf({ seenAt, late }: Look, timeZone: string): Figure[] {
  return late === null ? [] : freshFigures(dayOf(new Date(seenAt).toISOString(), timeZone), late)
}

function byName(one: Figure, other: Figure): number {
  return `${one.day} ${one.name}` < `${other.day} ${other.name}` ? -1 : 1
}

/** What customers did themselves their screens know from the answer. */
function isOwnDoing({ version, status, undoableFrom }: StoredOrder): boolean {
  return version === 1 || (status === 'cancelled' && undoableFrom === null)
}
