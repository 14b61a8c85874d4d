import type { Order } from '@orderbeat/shared'
import type { QueryClient } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import type { Client } from '../api/client.ts'
import type { DeviceStore } from '../offline/device-store.ts'
import type { TabLink } from '../polling/poll-world.ts'
import type { Act, OutboxEntry, Outcome } from './outbox-entry.ts'
import { contractVersion } from '@orderbeat/shared'
import { replaceEqualDeep } from '@tanstack/vue-query'
import { shallowRef } from 'vue'
import { ApiError } from '../api/client.ts'
import { newKey } from '../orders/idempotency-key.ts'
import { deliver, wasTurnedAway, willPass } from './deliver.ts'
import { isWaiting } from './outbox-entry.ts'

export interface OutboxParts {
  client: Client
  queryClient: QueryClient
  store: DeviceStore
  /** Null where the browser has none: then each tab sends for itself, and the keys alone see to it that each act counts once. */
  locks: TabLink['locks'] | null
  now: () => number
  /** Who is signed in. */
  account: () => string | null
  /** Gets a token where there is none; rejects while that is not possible. */
  reach: () => Promise<void>
  /** It is known that nothing can be sent now. */
  offline: () => boolean
  /** What came of an act whose sender does not wait for it. */
  onOutcome: (entry: OutboxEntry, order: Order | null) => void
  /** Something waits for another try; `wait` is how many milliseconds the shop wants that to take at least. */
  onLater: (wait: number) => void
  /** The entries have changed. */
  onChange: () => void
}

export interface Outbox {
  /** What the person who is signed in has done and not been told the end of, oldest first. */
  entries: Readonly<Ref<readonly OutboxEntry[]>>
  /** Sends an act after those that wait. Gives the order, or null: it waits to be sent. Rejects with the shop's refusal. */
  send: (act: Act) => Promise<Order | null>
  /** Tries to send what waits. Never rejects. */
  sendWaiting: () => Promise<void>
  /** Whether it could be taken back: not once it may have reached the shop. */
  takeBack: (id: number) => Promise<boolean>
  /** Puts an outcome away that was read. */
  dismiss: (id: number) => Promise<void>
  /** Reads again what is kept: another tab has changed it, or somebody else has signed in. */
  load: () => Promise<readonly OutboxEntry[]>
}

const lockName = 'orderbeat outbox'

/** An app of an older contract has kept it, and the shop would not take it for what it was. */
const outdated: Outcome = { kind: 'outdated' }

/**
 * What customers do, kept on the device before it is sent, so that it survives a lost connection and a closed browser. Of
 * several tabs one sends, in the order in which it was done, each under a key of its own.
 */
export function createOutbox(parts: OutboxParts): Outbox {
  const { store } = parts
  const entries = shallowRef<readonly OutboxEntry[]>([])
  let sending = false

  /** With every sign that something comes through: what is the same stays the same, so that nothing renders. */
  async function load(): Promise<readonly OutboxEntry[]> {
    const account = parts.account()
    const rows = account === null ? [] : await store.all<OutboxEntry>('outbox', account)
    if (parts.account() === account)
      entries.value = replaceEqualDeep(entries.value, rows)
    return rows
  }

  async function change(id: number, how: (entry: OutboxEntry) => OutboxEntry | null | undefined): Promise<OutboxEntry | null> {
    const entry = await store.change('outbox', id, how)
    await load()
    parts.onChange()
    return entry
  }

  async function add(act: Act): Promise<number> {
    const entry: Omit<OutboxEntry, 'id'> = { account: parts.account()!, contract: contractVersion, key: newKey(), act, at: parts.now(), tried: false, outcome: null }
    const id = await store.put('outbox', entry) as number
    await load()
    parts.onChange()
    return id
  }

  /** Sends what waits, until something has to wait longer. Gives the order that came of `mine`, rejects with its refusal. */
  async function sendAll(mine?: number): Promise<Order | null> {
    for (const waiting of (await load()).filter(isWaiting)) {
      const { id, contract } = waiting
      // A newer app in another tab has kept it, and knows what to do with it.
      if (contract > contractVersion)
        return null
      if (contract !== contractVersion) {
        await end(waiting, null, outdated)
        continue
      }
      const sent = await sendOne(id)
      if (sent === 'later')
        return null
      if (sent === 'gone')
        continue
      const { entry, order, error } = sent
      if (id === mine) {
        await change(id, () => null)
        if (error !== null)
          throw error
        return order
      }
      await end(entry, order, outcomeOf(entry, order, error))
    }
    return null
  }

  async function end(entry: OutboxEntry, order: Order | null, outcome: Outcome | null): Promise<void> {
    await change(entry.id, row => outcome === null ? null : { ...row, outcome })
    parts.onOutcome({ ...entry, outcome }, order)
  }

  async function sendOne(id: number): Promise<'later' | 'gone' | { entry: OutboxEntry, order: Order | null, error: ApiError | null }> {
    let before: OutboxEntry | null = null
    try {
      await parts.reach()
      const entry = await change(id, (row) => {
        before = row
        return row.outcome === null ? { ...row, tried: true } : undefined
      })
      if (entry?.outcome !== null)
        return 'gone'
      // Nothing is sent in the name of somebody else: from here on it goes out with the token of who is signed in now.
      if (entry.account !== parts.account())
        return 'later'
      return { entry, order: await deliver(parts.client, parts.queryClient, entry), error: null }
    }
    catch (error) {
      if (before !== null && error instanceof ApiError && !willPass(error))
        return { entry: before, order: null, error }
      if (before !== null && wasTurnedAway(error))
        await change(id, () => before).catch(() => {})
      parts.onLater(error instanceof ApiError ? (error.retryAfter ?? 0) * 1000 : 0)
      return 'later'
    }
  }

  /** Runs `work` while no other tab sends; null where one does and `ifAvailable` does not want to wait. */
  async function alone<T>(ifAvailable: boolean, work: () => Promise<T>): Promise<T | null> {
    if (parts.locks === null)
      return work()
    return await parts.locks.request(lockName, { ifAvailable }, async lock => lock === null ? null : work()) as T | null
  }

  return {
    entries,
    load,

    async send(act) {
      // Without an account there is nothing to keep it under: the shop says what it says.
      if (parts.account() === null)
        return deliver(parts.client, parts.queryClient, { act, key: newKey() })
      if (parts.offline()) {
        await add(act)
        return null
      }
      let kept = false
      const order = await alone(true, async () => {
        const id = await add(act)
        kept = true
        return sendAll(id)
      })
      if (!kept) {
        await add(act)
        parts.onLater(0)
      }
      return order
    },

    async sendWaiting() {
      if (sending || parts.account() === null)
        return
      sending = true
      try {
        if ((await load()).some(isWaiting))
          await alone(false, () => sendAll())
      }
      catch {
        // The next occasion is the retry.
      }
      finally {
        sending = false
      }
    },

    async takeBack(id) {
      return await change(id, entry => entry.tried || entry.outcome !== null ? undefined : null) === null
    },

    async dismiss(id) {
      await change(id, entry => entry.outcome === null ? undefined : null)
    },
  }
}

/** What the person has to read of it later, or nothing. */
function outcomeOf({ act }: OutboxEntry, order: Order | null, error: ApiError | null): Outcome | null {
  if (error !== null)
    return { kind: 'refused', code: error.code, detail: error.problem.detail, from: error.problem.from }
  if (act.kind === 'place' && order !== null && order.total !== act.total)
    return { kind: 'price-changed', order: { id: order.id, number: order.number, total: order.total } }
  return null
}
