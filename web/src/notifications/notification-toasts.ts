import type { Notification, Tone } from '@orderbeat/shared'
import type { Toast, ToastAction } from './toast-pile.ts'
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { tellingWords } from '../telling/telling-words.ts'
import { newsToast, piled } from './toast-pile.ts'

/** How long a toast stays when nobody holds it, in milliseconds. A failure takes longer to read and to act on. */
export const toastTimes = { info: 7000, success: 7000, warning: 9000, error: 12_000 } as const

/** How long one stays that offers something to press, in milliseconds. */
export const offerTime = 12_000

/** So many notifications a page has: there may be more. */
const pageSize = 20

/**
 * The toasts of this tab, at most three. `own` answers what the person just did, `offer` too, with a button beside it,
 * `failed` says that it did not work (the only red), `news` tells of stored notifications, each of them once, and
 * `missed` of those of a time away, together.
 */
export const useToasts = defineStore('toasts', () => {
  const pile = ref<Toast[]>([])
  const told = new Set<string>()
  let made = 0

  function add(...toasts: Toast[]): void {
    pile.value = piled(pile.value, toasts)
  }

  function answer(parts: Pick<Toast, 'text' | 'tone'> & { [part in 'order' | 'detail' | 'action']?: Toast[part] | undefined }): void {
    const { text, tone, order, detail, action } = parts
    add({ id: `own-${++made}`, kind: 'own', tone, text, count: 1, ...(order && { order: { id: order.id, number: order.number } }), ...(detail && { detail }), ...(action && { action }) })
  }

  function own(text: string, tone: Tone | 'error' = 'info', order?: Toast['order'], detail?: string): void {
    answer({ text, tone, order, detail })
  }

  function offer(action: ToastAction, text: string, tone: Tone | 'error' = 'info', order?: Toast['order']): void {
    answer({ text, tone, order, action })
  }

  function failed(text: string, order?: Toast['order'], detail?: string): void {
    own(text, 'error', order, detail)
  }

  function news(notifications: readonly Notification[]): void {
    const untold = notifications.filter(({ id }) => !told.has(id))
    untold.forEach(({ id }) => told.add(id))
    if (untold.length > 0)
      add(...untold.map(newsToast))
  }

  /** Of what happened while nobody looked, one digest; a single thing says itself what it is. */
  function missed(notifications: readonly Notification[]): void {
    if (notifications.length < 2)
      return news(notifications)
    notifications.forEach(({ id }) => told.add(id))
    const newest = newsToast(notifications.at(-1)!)
    const text = tellingWords.whileAway(notifications.length, notifications.length >= pageSize)
    add({ id: `missed-${newest.id}`, kind: 'digest', tone: 'info', text, detail: tellingWords.latest(newest.text), count: notifications.length })
  }

  function dismiss(id: string): void {
    pile.value = pile.value.filter(toast => toast.id !== id)
  }

  /** Another person sits here now: what was told to the one before is none of their business, nor theirs to take back. */
  function forget(): void {
    pile.value = pile.value.filter(toast => toast.kind === 'own' && toast.action === undefined)
    told.clear()
  }

  return { pile, own, offer, failed, news, missed, dismiss, forget }
})
