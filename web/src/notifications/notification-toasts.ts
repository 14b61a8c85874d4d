import type { Notification, Tone } from '@orderbeat/shared'
import type { Toast } from './toast-pile.ts'
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { newsToast, piled } from './toast-pile.ts'

/** How long a toast stays when nobody holds it, in milliseconds. A failure takes longer to read and to act on. */
export const toastTimes = { info: 7000, success: 7000, warning: 9000, error: 12_000 } as const

/**
 * The toasts of this tab, at most three. `own` answers what the person just did, `failed` says that it did not work (the
 * only red), `news` tells of stored notifications, each of them once.
 */
export const useToasts = defineStore('toasts', () => {
  const pile = ref<Toast[]>([])
  const told = new Set<string>()
  let made = 0

  function add(...toasts: Toast[]): void {
    pile.value = piled(pile.value, toasts)
  }

  function own(text: string, tone: Tone | 'error' = 'info', order?: Toast['order'], detail?: string): void {
    add({ id: `own-${++made}`, kind: 'own', tone, text, count: 1, ...(order && { order }), ...(detail && { detail }) })
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

  function dismiss(id: string): void {
    pile.value = pile.value.filter(toast => toast.id !== id)
  }

  /** Another person sits here now: what was told to the one before is none of their business. */
  function forget(): void {
    pile.value = pile.value.filter(toast => toast.kind === 'own')
    told.clear()
  }

  return { pile, own, failed, news, dismiss, forget }
})
