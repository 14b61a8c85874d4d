import type { Passwords } from './sessions/passwords.ts'
import type { Copied } from './shop-data/copy-shop.ts'
import type { ExportOptions } from './shop-data/export-lines.ts'
import type { ImportCounts, ImportOptions } from './shop-data/import-file.ts'
import type { Difference } from './shop-data/verify/difference.ts'
import type { Verified } from './shop-data/verify/verify-shop.ts'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { v7 } from 'uuid'
import { openBulk, openShopInBulk } from './database/bulk.ts'
import { bringUpToDate, openDatabase } from './database/open-database.ts'
import { prepareFigures } from './figures/recount.ts'
import { CopyError, copyShop, refuseTaken } from './shop-data/copy-shop.ts'
import { exportLines } from './shop-data/export-lines.ts'
import { importFile } from './shop-data/import-file.ts'
import { verifyShop } from './shop-data/verify/verify-shop.ts'

/** The money and the days of a shop. */
interface ShopOf { currency: string, timeZone: string }

/** How many of how many are done, of what. */
export type Tell = (what: string, done: number, of: number) => unknown

/**
 * Copies the shop at `from` into the empty database at `to`, whichever engines they are on, as it is at this moment, or finishes
 * a copy that was cut. Throws CopyError, NoShopError, TwoCopiesError.
 */
export async function copyDatabase(from: string, to: string, tell: Tell): Promise<Copied & { missed: number }> {
  if (from === to)
    throw new CopyError('Source and target are the same database.')
  const source = await openShopInBulk(from)
  try {
    const target = openBulk(to)
    try {
      // Before the schema is touched: what is somebody's is left as it is.
      refuseTaken(await target.target.state())
      await bringUpToDate(to)
      const { copied, newest } = await source.snapshot(async shop => ({
        copied: await copyShop({ source: shop.rows, target: target.target, copied: target.now.rows, tell }),
        newest: await shop.stores.changes.newest(),
      }))
      return { ...copied, missed: await source.now.stores.changes.newest() - newest }
    }
    finally {
      await target.close()
    }
  }
  finally {
    await source.close()
  }
}

/** Writes the shop at `url` into a file as lines, or to the stream given. A file has its name when it is whole. Throws NoShopError. */
export async function exportShop(url: string, to: string | NodeJS.WritableStream, options: Omit<ExportOptions, 'tell'>, tell: Tell = () => {}): Promise<number> {
  let lines = 0
  const texts = async function* (from: ReturnType<typeof exportLines>) {
    for await (const line of from) {
      lines++
      yield `${JSON.stringify(line)}\n`
    }
  }
  const bulk = await openShopInBulk(url)
  try {
    await bulk.snapshot(async ({ stores, rows }) => {
      const orders = await rows.count('orders')
      const all = Readable.from(texts(exportLines(stores, { ...options, tell: done => tell('exported', done, orders) })))
      if (typeof to !== 'string')
        return await pipeline(all, to, { end: false })
      const part = `${to}.part`
      // It holds what people have ordered: nobody else reads it.
      await pipeline(all, createWriteStream(part, { mode: 0o600, flush: true })).catch(async (error: unknown) => {
        await rm(part, { force: true })
        throw error
      })
      await rename(part, to)
    })
  }
  finally {
    await bulk.close()
  }
  return lines
}

export interface ImportInto { url: string, shop: ShopOf, passwords: Pick<Passwords, 'hash'> }

/** Brings lines into the shop at `url`, which may be open meanwhile. Throws NothingBroughtError. */
export async function importInto({ url, shop, passwords }: ImportInto, chunks: AsyncIterable<Uint8Array>, options: ImportOptions): Promise<ImportCounts> {
  const database = await openDatabase(url)
  try {
    const { orders, figures } = database.stores
    // A shop counts on in the money and the days that it has, whatever the settings of this command are.
    const own = { currency: await orders.currency() ?? shop.currency, timeZone: await figures.zone() ?? shop.timeZone }
    await prepareFigures({ database, shop: own })
    const unusableHash = await passwords.hash(crypto.randomUUID())
    return await importFile({ database, shop: own, clock: Date.now, newId: () => v7(), unusableHash }, chunks, options)
  }
  finally {
    await database.close()
  }
}

/** Recounts the shop at `url`, as it is at this moment, from its events. Throws NoShopError. */
export async function verifyDatabase(url: string, found: (difference: Difference) => void, tell: Tell = () => {}): Promise<Verified> {
  const bulk = await openShopInBulk(url)
  try {
    return await bulk.snapshot(async ({ audit, stores, rows }) => {
      const orders = await rows.count('orders')
      return await verifyShop({ audit, stores, tell: done => tell('checked', done, orders) }, found)
    })
  }
  finally {
    await bulk.close()
  }
}
