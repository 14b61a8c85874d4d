import type { Input, Notification, NotificationPage } from '@orderbeat/shared'
import type { MaybeRefOrGetter } from 'vue'
import type { PollOptions } from '../polling/use-poll.ts'
import { listNotifications, readNotifications } from '@orderbeat/shared'
import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { toValue } from 'vue'
import { useClient } from '../api/client.ts'
import { readAgain } from '../polling/poll-book.ts'
import { usePoll } from '../polling/use-poll.ts'

export type NotificationFilters = NonNullable<Input<typeof listNotifications>['query']>

const allOf = [listNotifications.schema.operationId]

/** The person's notifications, newest first. Whoever asks for the same ones shares one poll. */
export function useNotifications(filters: MaybeRefOrGetter<NotificationFilters> = {}, options: PollOptions = {}) {
  return usePoll(listNotifications, () => ({ query: toValue(filters) }), { keepPrevious: true, ...options })
}

/**
 * Marks notifications as read: `mutateAsync({ ids })` or `mutateAsync({ upTo: page.cursor })`. It shows at once, and not any
 * more when no answer came: whether the shop knows of it, the next poll tells.
 */
export function useMarkRead() {
  const client = useClient()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: Input<typeof readNotifications>['body']) => client.call(readNotifications, { body }),
    onMutate(body) {
      const now = new Date().toISOString()
      const before = queryClient.getQueriesData<NotificationPage>({ queryKey: allOf })
      queryClient.setQueriesData<NotificationPage>({ queryKey: allOf }, page => page && marked(page, body, now))
      return before.map(([key, page]) => ({ key, page, shown: queryClient.getQueryData(key) }))
    },
    onError(_error, _body, pages) {
      // What a poll has brought meanwhile is the truth already.
      for (const { key, page, shown } of pages ?? []) {
        if (queryClient.getQueryData(key) === shown)
          queryClient.setQueryData(key, page)
      }
    },
    onSuccess: ({ unread }) => {
      queryClient.setQueriesData<NotificationPage>({ queryKey: allOf }, page => page && { ...page, unread })
    },
    onSettled: () => readAgain(queryClient, { queryKey: allOf }),
  })
}

function marked(page: NotificationPage, body: Input<typeof readNotifications>['body'], now: string): NotificationPage {
  const isMeant = (notification: Notification) => 'ids' in body ? body.ids.includes(notification.id) : page.cursor === body.upTo
  const met = page.notifications.filter(notification => notification.readAt === null && isMeant(notification))
  return {
    ...page,
    notifications: page.notifications.map(notification => met.includes(notification) ? { ...notification, readAt: now } : notification),
    unread: Math.max(0, page.unread - met.length),
  }
}
