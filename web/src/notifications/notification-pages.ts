import type { Notification, NotificationPage } from '@orderbeat/shared'
import type { MaybeRefOrGetter, Ref } from 'vue'
import type { NotificationFilters } from './notification-queries.ts'
import { listNotifications } from '@orderbeat/shared'
import { computed, ref, shallowRef, toValue, watch } from 'vue'
import { useClient } from '../api/client.ts'

/** The older pages below a polled first one, fetched when asked for. Changed filters begin anew. */
export function useOlderNotifications(filters: MaybeRefOrGetter<NotificationFilters>, first: Readonly<Ref<NotificationPage | undefined>>) {
  const client = useClient()
  const pages = shallowRef<NotificationPage[]>([])
  const loading = ref(false)
  const failed = ref(false)

  const next = computed(() => (pages.value.at(-1) ?? first.value)?.nextCursor ?? null)
  // What comes in on top pushes the end of the first page into the second: nothing is shown twice.
  const older = computed<Notification[]>(() => {
    const shown = new Set(first.value?.notifications.map(({ id }) => id))
    return pages.value.flatMap(page => page.notifications).filter(({ id }) => !shown.has(id))
  })

  watch(() => JSON.stringify(toValue(filters)), () => pages.value = [])

  async function load(): Promise<void> {
    if (next.value === null || loading.value)
      return
    const asked = toValue(filters)
    loading.value = true
    failed.value = false
    try {
      const page = await client.call(listNotifications, { query: { ...asked, before: next.value } })
      if (JSON.stringify(asked) === JSON.stringify(toValue(filters)))
        pages.value = [...pages.value, page]
    }
    catch {
      failed.value = true
    }
    finally {
      loading.value = false
    }
  }

  /** Marks what is shown as read here too: these pages are not polled. */
  function markRead(isMeant: (notification: Notification) => boolean): void {
    const readAt = new Date().toISOString()
    pages.value = pages.value.map(page => ({
      ...page,
      notifications: page.notifications.map(notification => notification.readAt === null && isMeant(notification) ? { ...notification, readAt } : notification),
    }))
  }

  return { older, hasMore: computed(() => next.value !== null), load, loading, failed, markRead }
}
