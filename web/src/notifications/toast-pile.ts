import type { Notification, Tone } from '@orderbeat/shared'
import { tellingWords } from '../telling/telling-words.ts'
import { tell } from './notification-says.ts'

/** The most toasts that are shown at a time. */
export const pileLimit = 3

/** What one can do about what a toast says: a press does it, once. Not offered any more after `until` (ISO 8601). */
export interface ToastAction { label: string, until: string | null, run: () => void }

/** A strip with one sentence. `news` and `digest` tell of what others did, `own` answers what this person did. */
export interface Toast {
  id: string
  kind: 'news' | 'digest' | 'own'
  tone: Tone | 'error'
  text: string
  /** Of what happened beside it, or nothing. */
  detail?: string
  /** The order it links to; a digest links to all notifications. */
  order?: { id: string, number: string }
  /** How many notifications it stands for. */
  count: number
  action?: ToastAction
}

export function newsToast(notification: Notification): Toast {
  const { id, tone, orderId, orderNumber } = notification
  const { title, body } = tell(notification)
  return { id, kind: 'news', tone, text: title, detail: body, order: { id: orderId, number: orderNumber }, count: 1 }
}

/**
 * The pile with `added` on top. An answer takes the place of the one before, so that who works fast is not buried; a
 * failure stays. Where there are too many, all news becomes one digest, and the oldest failures go.
 */
export function piled(pile: readonly Toast[], added: readonly Toast[]): Toast[] {
  const answered = added.some(toast => !isNews(toast))
  const all = [...pile.filter(toast => !answered || isNews(toast) || toast.tone === 'error'), ...added]
  if (all.length <= pileLimit && !(added.some(isNews) && all.some(toast => toast.kind === 'digest')))
    return all
  const own = all.filter(toast => !isNews(toast)).slice(1 - pileLimit)
  const news = all.filter(isNews)
  return news.length === 0 ? all.slice(-pileLimit) : [...own, digestOf(news)]
}

function isNews(toast: Toast): boolean {
  return toast.kind !== 'own'
}

function digestOf(news: readonly Toast[]): Toast {
  if (news.length === 1)
    return news[0]!
  const count = news.reduce((sum, toast) => sum + toast.count, 0)
  return { id: `digest-${count}`, kind: 'digest', tone: 'info', text: tellingWords.updates(count), count }
}
