import type { Notification } from '@orderbeat/shared'
import { focusManager } from '@tanstack/vue-query'
import { onScopeDispose, shallowRef, watch } from 'vue'
import { usePollWorld } from '../polling/poll-world.ts'
import { useSession } from '../session/session-store.ts'
import { useAbsence } from '../telling/absence.ts'
import { forgetMarks, marksOf, markTold } from '../telling/told-marks.ts'
import { useNotifications } from './notification-queries.ts'
import { isOwnAction } from './own-actions.ts'
import { takeUntold } from './told-once.ts'

export { ownAction } from './own-actions.ts'

/** Who tells of news, oldest first. */
export interface Tellers {
  /** Shows it to somebody who looks; `away`: they have been away for long. */
  show: (news: Notification[], away: boolean) => void
  /** Makes it heard, of which `hidden` tabs are capable too. */
  signal: (news: Notification[], hidden: boolean) => void
  /** Whether a hidden tab asks and makes itself heard. */
  listening: () => boolean
  /** Milliseconds that this tab leaves to others that can signal better. */
  grace: (hidden: boolean) => number
}

/**
 * Tells what was stored since the person first came, each notification once on this device, over all tabs and reloads:
 * nothing that was there before, nothing they did themselves, and nothing that they have read elsewhere.
 */
export function useNotificationNews({ show, signal, listening, grace }: Tellers): void {
  const session = useSession()
  const world = usePollWorld()
  const account = (): string | undefined => session.account?.id
  const absence = useAbsence(account, world.now)
  const focused = useFocus()
  const { data, beat } = useNotifications({}, { listening })
  const known = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(() => session.account?.id, (now, before) => {
    known.clear()
    if (before !== undefined && now === undefined)
      forgetMarks()
  })

  watch([data, focused, () => beat.value.pulse], () => {
    const id = account()
    if (id === undefined || data.value === undefined)
      return
    const news = newsIn(id, data.value.notifications)
    if (focused.value)
      absence.answered(beat.value.updatedAt)
    const away = absence.wasAway()
    if (focused.value)
      void tell('seen', news, id, here => show(here, away))
    // Who comes back sees what there is: it need not be heard as well.
    if (away && news.length > 0)
      markTold(id, ['heard'], news.map(one => one.id))
    else if ((focused.value || listening()) && news.some(one => !marksOf(id)!.heard.includes(one.id)))
      timer = setTimeout(() => account() === id && void tell('heard', news, id, here => signal(here, !focused.value)), grace(!focused.value))
  }, { immediate: true })
  onScopeDispose(() => clearTimeout(timer))

  /** What of a page may be told, oldest first. The rest is marked as told, for all tabs. */
  function newsIn(id: string, page: readonly Notification[]): Notification[] {
    const marks = marksOf(id)
    const isOld = (one: Notification): boolean => marks === null || one.readAt !== null || one.data.actor?.id === id || (!known.has(one.id) && isOwnAction(one))
    const old = new Set(page.filter(isOld))
    page.forEach(one => known.add(one.id))
    const unmarked = [...old].filter(one => !(marks?.seen.includes(one.id) && marks.heard.includes(one.id)))
    if (marks === null || unmarked.length > 0)
      markTold(id, ['seen', 'heard'], unmarked.map(one => one.id))
    return page.filter(one => !old.has(one)).toReversed()
  }

  async function tell(telling: 'seen' | 'heard', news: Notification[], id: string, how: (here: Notification[]) => void): Promise<void> {
    const told = marksOf(id)?.[telling] ?? []
    const untold = news.filter(one => !told.includes(one.id))
    const here = untold.length === 0 ? [] : await takeUntold(untold, telling, id, world)
    if (here.length > 0 && account() === id)
      how(here)
  }
}

function useFocus() {
  const focused = shallowRef(focusManager.isFocused())
  onScopeDispose(focusManager.subscribe(now => focused.value = now))
  return focused
}
