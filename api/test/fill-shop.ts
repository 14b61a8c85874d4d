import type { Database } from '../src/database/open-database.ts'
import { v7 } from 'uuid'
import { benchNow, benchShop } from '../bench/orders.ts'
import { prepareFigures } from '../src/figures/recount.ts'
import { importFile } from '../src/shop-data/import-file.ts'
import { inPieces, pastLines } from './past-lines.ts'

/** Brings the past of a shop of this size into a database, in no time. */
export async function fillShop(database: Database, size: { orders: number, customers: number }, shop = benchShop): Promise<void> {
  await prepareFigures({ database, shop })
  const parts = { database, shop, clock: () => benchNow + 24 * 60 * 60 * 1000, newId: () => v7(), unusableHash: 'nobody knows' }
  const { refused } = await importFile(parts, inPieces(pastLines(size)), { refuse: (line, reason) => {
    throw new Error(`line ${line}: ${reason}`)
  } })
  if (refused > 0)
    throw new Error('The past of the test shop is refused.')
}
