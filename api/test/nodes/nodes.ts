import type { App } from '../../src/http/app-type.ts'
import type { TestDatabase } from '../test-database.ts'
import type { Caller, Shop } from '../test-shop.ts'
import { buildApp } from '../../src/app.ts'
import { openDatabase } from '../../src/database/open-database.ts'
import { askAtTheDoor } from '../ask-at-the-door.ts'
import { callerOf, openShop } from '../test-shop.ts'

/** One of several nodes of a shop: an app with connections and memory of its own, on the database of all. */
export interface Node {
  app: App
  database: Pick<TestDatabase, 'stores' | 'slowReads' | 'write' | 'readFeed' | 'isUnavailable'>
  /** The same person, asking here. */
  as: (caller: Caller) => Caller
}

/** A shop with so many nodes. */
export async function openNodes(database: TestDatabase, count: number): Promise<{ shop: Shop, nodes: Node[], close: () => Promise<void> }> {
  const shop = await openShop({ database })
  const others = await Promise.all(Array.from({ length: count - 1 }, async () => {
    const own = await openDatabase(database.url)
    const app = await buildApp({ ...shop.parts, database: own })
    askAtTheDoor(app)
    return { database: own, app }
  }))
  const nodes = [{ database, app: shop.app }, ...others].map((node): Node => ({ ...node, as: ({ id, name, token }) => callerOf(node.app, id, name, () => token) }))
  return {
    shop,
    nodes,
    async close() {
      await Promise.all(others.map(async (node) => {
        await node.app.close()
        await node.database.close()
      }))
      await shop.close()
    },
  }
}
