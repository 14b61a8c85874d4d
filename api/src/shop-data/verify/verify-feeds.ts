import type { FeedGround } from '../../database/feed-audit-store.ts'
import type { FeedsTable } from '../../database/tables.ts'
import type { Difference } from './difference.ts'
import type { VerifyParts } from './verify-orders.ts'
import { eagerMilliseconds } from '../../orders/eagerness.ts'
import { customerReader, receiptsReader, staffReader } from '../../orders/readers.ts'
import { unequal } from './difference.ts'

const page = 500
const feed = (reader: string) => `feed ${reader}`

/** That every feed stands at the newest change that its reader sees. */
export async function* verifyFeeds(parts: VerifyParts): AsyncGenerator<Difference> {
  yield* verifyCustomers(parts)
  yield* verifyStaff(parts)
  yield* verifyOthers(parts)
}

async function* verifyCustomers({ audit, stores }: VerifyParts): AsyncGenerator<Difference> {
  const counter = await stores.changes.newest()
  for (let after = ''; ;) {
    const grounds = await audit.feedGrounds(after, page, customerReader)
    for (const ground of grounds)
      yield* verifyCustomer(ground, counter)
    if (grounds.length < page)
      return
    after = grounds.at(-1)!.customerId
  }
}

/**
 * A customer's feed moves with the changes of their orders, and with what they read: then to what was the newest change at
 * that moment, which is not kept, so that only the bounds of it are known.
 */
function* verifyCustomer({ customerId, feed: row, newest, actedAt, hasRead }: FeedGround, counter: number): Generator<Difference> {
  const about = feed(customerReader(customerId))
  if (row === null) {
    if (newest !== null)
      yield { about, member: 'revision', expected: newest.changeNumber, found: undefined }
    return
  }
  if (!hasRead) {
    yield* unequal(about, 'revision', newest?.changeNumber, row.revision)
    yield* unequal(about, 'nonce', newest?.eventId, row.nonce)
  }
  else if (row.revision < (newest?.changeNumber ?? 0) || row.revision > counter) {
    yield { about, member: 'revision', expected: `from ${newest?.changeNumber ?? 0} to ${counter}`, found: row.revision }
  }
  // What was brought along does not make anybody's polls faster.
  const latest = actedAt === null ? 0 : actedAt + eagerMilliseconds
  if (row.eager_until !== 0 && row.eager_until !== latest)
    yield { about, member: 'eager_until', expected: latest, found: row.eager_until }
}

async function* verifyStaff({ audit }: VerifyParts): AsyncGenerator<Difference> {
  const newest = await audit.newestEvent()
  const row = await audit.feedOf(staffReader)
  yield* unequal(feed(staffReader), 'revision', newest?.changeNumber, row?.revision)
  yield* unequal(feed(staffReader), 'nonce', newest?.id, row?.nonce)
}

/** Feeds of people who are not there, and those of which only the bounds are known. */
async function* verifyOthers({ audit, stores }: VerifyParts): AsyncGenerator<Difference> {
  const counter = await stores.changes.newest()
  for (let after = ''; ;) {
    const rows = await audit.feedsAfter(after, page)
    const owners = await audit.accountsAmong(rows.map(ownerOf).filter(id => id !== null))
    for (const row of rows)
      yield* verifyOther(row, owners, counter)
    if (rows.length < page)
      return
    after = rows.at(-1)!.reader
  }
}

function* verifyOther(row: FeedsTable, owners: ReadonlySet<string>, counter: number): Generator<Difference> {
  const { reader, revision, eager_until: eagerUntil } = row
  const owner = ownerOf(row)
  if (owner === null ? reader !== staffReader && reader !== receiptsReader : !owners.has(owner))
    yield { about: feed(reader), member: 'reader', expected: undefined, found: reader }
  if (reader.startsWith(customerReader('')) || reader === staffReader)
    return
  if (revision < 0 || revision > counter)
    yield { about: feed(reader), member: 'revision', expected: `at most ${counter}`, found: revision }
  yield* unequal(feed(reader), 'eager_until', 0, eagerUntil)
}

/** Whose feed or marks it is. */
function ownerOf({ reader }: FeedsTable): string | null {
  return /^(?:customer|marks):(.+)$/.exec(reader)?.[1] ?? null
}
