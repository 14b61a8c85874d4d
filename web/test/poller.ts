import type { Order, OrderPage } from '@orderbeat/shared'
import type { Poll, PollOptions } from '../src/polling/use-poll.ts'
import { listOrders, logOut, refreshSession, trackOrder } from '@orderbeat/shared'
import { defineComponent, h } from 'vue'
import { usePoll } from '../src/polling/use-poll.ts'
import { useSessionActions } from '../src/session/session-actions.ts'
import { fakeApi, problem, reply } from './fake-api.ts'
import { aPage, aTracking } from './samples.ts'

interface Seen {
  renders: number
  poll: Poll<OrderPage>
  actions: ReturnType<typeof useSessionActions>
}

/** A component that polls the history, shows the statuses and counts its renders. */
export function poller(options: PollOptions = {}) {
  const seen = { renders: 0 } as Seen
  const component = defineComponent(() => {
    seen.poll = usePoll(listOrders, {}, options)
    seen.actions = useSessionActions()
    return () => {
      seen.renders++
      return h('p', seen.poll.pending.value ? 'loading' : seen.poll.data.value?.orders.map(order => order.status).join())
    }
  })
  return { component, seen }
}

/** An API with these orders of Ana's, where sessions end but are not renewed. */
export function historyApi(...orders: Order[]) {
  const api = fakeApi()
  api.on(listOrders, aPage(...orders))
  api.on(trackOrder, aTracking())
  api.on(logOut, reply({ status: 204 }))
  api.on(refreshSession, problem('unauthenticated'))
  return api
}
