import type { Notification } from '@orderbeat/shared'
import type { Notice } from './browser-notice.ts'
import { useRouter } from 'vue-router'
import { tell } from '../notifications/notification-says.ts'
import { orderLink } from '../notifications/order-link.ts'
import { useSession } from '../session/session-store.ts'
import { useAbilities } from './abilities.ts'
import { showNotice } from './browser-notice.ts'
import { changeTune, useChime, useFirstGesture } from './chime.ts'
import { useTellingChoices } from './telling-choices.ts'
import { tellingWords } from './telling-words.ts'

/** Two short beats: milliseconds on, off, on. */
export const beats = [70, 90, 70]

/** More at once are one notification of the browser. */
const most = 3

/**
 * Sound, vibration and notifications of the browser, as the person has chosen. What is stored is all they are made of:
 * whatever else may tell one day, a mail for example, begins there too.
 */
export function useSignals() {
  const session = useSession()
  const router = useRouter()
  const choices = useTellingChoices()
  const abilities = useAbilities()
  const chime = useChime()
  useFirstGesture(() => choices.mine.sound)

  const noticing = (): boolean => choices.mine.browser && abilities.now.browser === 'ready'

  function pathOf(notification: Notification): string {
    return router.resolve(orderLink(notification.orderId, session.account?.role)).href
  }

  function noticesOf(news: readonly Notification[]): Notice[] {
    if (news.length > most)
      return [{ id: 'digest', title: tellingWords.updates(news.length), body: tellingWords.latest(tell(news.at(-1)!).title), path: router.resolve({ name: 'notifications' }).href }]
    return news.map(one => ({ id: one.id, ...tell(one), path: pathOf(one) }))
  }

  return {
    /** Whether a hidden tab can make itself heard. */
    listening: () => choices.mine.sound || noticing(),
    /** Milliseconds that a hidden tab, or one that may not sound yet, leaves to others. */
    grace: (hidden: boolean) => (hidden ? 1000 : 0) + (choices.mine.sound && !chime.unlocked ? 500 : 0),
    signal(news: readonly Notification[], hidden: boolean): void {
      if (choices.mine.sound && news.some(({ type }) => type !== 'order.created' || !chime.bell))
        chime.play(changeTune)
      if (choices.mine.vibration && !hidden)
        navigator.vibrate?.(beats)
      if (noticing() && hidden)
        noticesOf(news).forEach(notice => void showNotice(notice, path => void router.push(path)).catch(() => {}))
    },
  }
}
