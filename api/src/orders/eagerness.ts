import type { Actor } from '@orderbeat/shared'
import { RecentMap } from '../recent-map.ts'

/** How long after their own action a person is told to ask more often, in milliseconds. */
export const eagerMilliseconds = 60_000

const most = 50_000

export interface Eagerness {
  /** A customer looks at one of their orders. Only the first look counts, so that looking on does not prolong itself. */
  noteLook: (customerId: string, orderId: string) => void
  /** Until when the account's polls go faster because of what it looked at, in milliseconds since 1970; 0 for not. */
  until: (accountId: string) => number
}

/** Until when a change of this actor's makes their own polls go faster; undefined for what is not a customer's own doing. */
export function eagerAfter(actor: Actor, at: string): number | undefined {
  return actor.kind === 'customer' ? Date.parse(at) + eagerMilliseconds : undefined
}

/**
 * Remembers who has just opened an order for the first time: most of what follows soon is looked for then. It is kept in
 * memory only and may be forgotten, which costs some freshness and nothing else; what people do is kept with their feed.
 */
export function createEagerness(clock: () => number): Eagerness {
  const seen = new RecentMap<string, true>(most)
  const eager = new RecentMap<string, number>(most)
  return {
    noteLook(customerId, orderId) {
      const look = `${customerId} ${orderId}`
      if (seen.get(look))
        return
      seen.set(look, true)
      eager.set(customerId, clock() + eagerMilliseconds)
    },
    until: accountId => eager.get(accountId) ?? 0,
  }
}
