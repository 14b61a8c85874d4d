import type { TestServer } from '../postgres-for-tests.ts'
import type { Command } from './commands.ts'
import { access, constants } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import fc from 'fast-check'
import { createPostgresDatabase } from '../postgres-database.ts'
import { createSqliteDatabase } from '../sqlite-database.ts'
import { openShop } from '../test-shop.ts'
import { command } from './commands.ts'
import { Follower } from './follow.ts'
import { countedIds, TwoShops } from './two-shops.ts'

/** How much is tried: so many runs of up to so many commands each. */
export interface Extent { runs: number, commands: number, seed?: number }

/**
 * Follows random commands in a shop on SQLite, one on PostgreSQL and the model. Throws what fast-check found: the fewest
 * commands after which two of the three differ, and the seed.
 */
export async function enginesAgree(server: TestServer, { runs, commands, seed }: Extent): Promise<void> {
  const few = fc.array(command, { minLength: 1, maxLength: commands, size: 'max' })
  await fc.assert(fc.asyncProperty(few, some => followInBoth(server, some)), { numRuns: runs, ...(seed === undefined ? {} : { seed }) })
}

/** Commits wait for the disk, which proves nothing here: a folder in memory, where there is one. */
function quickDisk(): Promise<string> {
  return access('/dev/shm', constants.W_OK).then(() => '/dev/shm', tmpdir)
}

async function followInBoth(server: TestServer, commands: Command[]): Promise<void> {
  const shops = [await openShop({ database: await createSqliteDatabase(await quickDisk()), newId: countedIds() }), await openShop({ database: await createPostgresDatabase(server), newId: countedIds() })] as const
  try {
    const follower = new Follower(new TwoShops(...shops), shops[0].clock.now)
    for (const one of commands)
      await follower.follow(one)
    await follower.lookAtAll()
  }
  finally {
    await Promise.all(shops.map(shop => shop.close()))
  }
}
