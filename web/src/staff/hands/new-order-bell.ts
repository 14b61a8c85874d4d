import type { Order } from '@orderbeat/shared'
import type { Ref } from 'vue'
import { onScopeDispose, shallowRef, watch, watchEffect } from 'vue'
import { useToasts } from '../../notifications/notification-toasts.ts'
import { usePollWorld } from '../../polling/poll-world.ts'
import { useChime, useFirstGesture } from '../../telling/chime.ts'
import { handsWords } from './hands-words.ts'
import { newOrderTune } from './new-order-sound.ts'

/** How long it is quiet between two sounds, in milliseconds. */
const pause = 20_000

/**
 * Sounds for each order that begins to wait, and again while one does. Of several tabs only one sounds, and before the
 * first gesture none: then a toast asks for one.
 */
export function useNewOrderBell(waiting: Ref<readonly Order[]>, on: () => boolean): void {
  const toasts = useToasts()
  const chime = useChime()
  const sound = (): void => chime.play(newOrderTune)
  const mine = useTurn(() => on() && chime.unlocked)
  let timer: ReturnType<typeof setInterval> | undefined
  let known = new Set<string>()

  useFirstGesture(on)
  watchEffect(() => chime.bell = on())
  onScopeDispose(() => chime.bell = false)
  watch([waiting, mine], ([orders, turn]) => {
    const here = new Set(turn ? orders.map(({ id }) => id) : [])
    const more = [...here].some(id => !known.has(id))
    known = here
    if (more || here.size === 0)
      clearInterval(timer)
    if (more) {
      sound()
      timer = setInterval(sound, pause)
    }
  }, { immediate: true })
  watch(() => waiting.value.length > 0 && !chime.unlocked, silenced => silenced && toasts.own(handsWords.clickToHear))
  onScopeDispose(() => clearInterval(timer))
}

/** Whether it is this tab's turn, while it wants it. Without locks every tab has its turn. */
function useTurn(wanted: () => boolean): Readonly<Ref<boolean>> {
  const { tabs } = usePollWorld()
  const mine = shallowRef(false)
  watch(wanted, (wants, _, onCleanup) => {
    if (!wants)
      return
    const over = new AbortController()
    onCleanup(() => {
      mine.value = false
      over.abort()
    })
    if (tabs === null) {
      mine.value = true
      return
    }
    void tabs.locks.request('orderbeat new-order bell', { signal: over.signal }, () => {
      mine.value = !over.signal.aborted
      return new Promise<void>(resolve => over.signal.aborted ? resolve() : over.signal.addEventListener('abort', () => resolve()))
    }).catch(() => {})
  }, { immediate: true })
  return mine
}
