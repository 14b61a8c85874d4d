import type { Order } from '@orderbeat/shared'
import type { QueryClient } from '@tanstack/vue-query'
import type { Connection } from '../offline/connection.ts'
import type { OutboxEntry } from './outbox-entry.ts'
import type { Outbox } from './outbox.ts'
import { getMe } from '@orderbeat/shared'
import { useQueryClient } from '@tanstack/vue-query'
import { effectScope, watch } from 'vue'
import { useClient } from '../api/client.ts'
import { useToasts } from '../notifications/notification-toasts.ts'
import { followConnection } from '../offline/connection.ts'
import { device } from '../offline/device.ts'
import { usePollWorld } from '../polling/poll-world.ts'
import { useSession } from '../session/session-store.ts'
import { isWaiting } from './outbox-entry.ts'
import { outcomeInWords } from './outbox-says.ts'
import { outboxWords } from './outbox-words.ts'
import { createOutbox } from './outbox.ts'
import { tryLater } from './try-later.ts'

const outboxes = new WeakMap<QueryClient, Outbox & { connection: Connection }>()

/**
 * The outbox of the app, made by whoever needs it first. From then on what waits is sent as soon as there is a sign that
 * something comes through, and outcomes are told by toasts.
 */
export function useOutbox(): Outbox & { connection: Connection } {
  const client = useClient()
  const queryClient = useQueryClient()
  const session = useSession()
  const toasts = useToasts()
  const world = usePollWorld()
  return outboxes.get(queryClient) ?? begin()

  function begin(): Outbox & { connection: Connection } {
    const connection = followConnection(queryClient, session)
    const tabs = typeof BroadcastChannel === 'undefined' || world.tabs === null ? null : new BroadcastChannel('orderbeat-outbox')
    const later = tryLater(world.random)
    const outbox = createOutbox({
      client,
      queryClient,
      store: device,
      locks: world.tabs?.locks ?? null,
      now: world.now,
      account: () => session.account?.id ?? null,
      // Any answer will do: what is wanted is the token that comes before it.
      reach: async () => session.accessToken === null ? void await client.call(getMe) : undefined,
      offline: () => connection.cut.value,
      onOutcome: tell,
      onLater: later.plan,
      onChange: () => tabs?.postMessage(null),
    })
    const made = { ...outbox, connection }
    outboxes.set(queryClient, made)
    later.attempt = () => void outbox.sendWaiting()
    tabs?.addEventListener('message', () => void outbox.load())
    effectScope(true).run(() => {
      watch(() => session.account?.id, () => void outbox.load().catch(() => {}), { immediate: true })
      watch(connection.signs, () => void outbox.sendWaiting())
      watch(outbox.entries, entries => entries.some(isWaiting) || later.forget())
    })
    void outbox.sendWaiting()
    return made
  }

  function tell(entry: OutboxEntry, order: Order | null): void {
    if (entry.outcome !== null)
      toasts.own(outcomeInWords(entry), entry.outcome.kind === 'price-changed' ? 'warning' : 'error', order ?? undefined)
    else if (order !== null)
      toasts.own(entry.act.kind === 'place' ? outboxWords.placed : outboxWords.cancelled, entry.act.kind === 'place' ? 'info' : 'warning', order)
  }
}
