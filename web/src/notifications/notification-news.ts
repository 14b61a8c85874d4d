import type { Notification } from '@orderbeat/shared'
import { watch } from 'vue'
import { usePollWorld } from '../polling/poll-world.ts'
import { useSession } from '../session/session-store.ts'
import { useNotifications } from './notification-queries.ts'
import { isOwnAction } from './own-actions.ts'
import { tellableHere } from './told-once.ts'

export { ownAction } from './own-actions.ts'

/**
 * Calls `onNews` with what was stored since the person came, oldest first: each notification once, nothing that was
 * there before, nothing they did themselves, and in one tab only.
 */
export function useNotificationNews(onNews: (news: Notification[]) => void): void {
  const session = useSession()
  const world = usePollWorld()
  const { data } = useNotifications()
  let known: Set<string> | null = null

  watch(data, (page) => {
    // Signed out: the next person's first page is no news either.
    if (page === undefined) {
      known = null
      return
    }
    const seen = known
    const unseen = seen === null ? [] : page.notifications.filter(({ id }) => !seen.has(id))
    known = new Set([...seen ?? [], ...page.notifications.map(({ id }) => id)])
    const news = unseen.filter(notification => !isOwnAction(notification) && !isByMe(notification)).toReversed()
    if (news.length > 0)
      void tellableHere(news, world).then(here => here.length > 0 && onNews(here))
  }, { immediate: true })

  function isByMe({ data: { actor } }: Notification): boolean {
    return actor !== undefined && actor.id === session.account?.id
  }
}
