import type { ComponentInternalInstance, Ref } from 'vue'
import { getCurrentInstance, onActivated, onBeforeUnmount, onDeactivated, onMounted, readonly, shallowRef } from 'vue'

const now = shallowRef(Date.now())
let readers = 0
let timer: ReturnType<typeof setInterval> | undefined

/**
 * The time in milliseconds, once a second, from the one clock of the app. It stands still while nobody reads it and
 * while the tab is hidden. For components: reading ends when they are unmounted or put away by KeepAlive.
 */
export function useNow(): Readonly<Ref<number>> {
  let reading = false
  const start = (): void => {
    if (reading)
      return
    reading = true
    if (readers++ === 0)
      document.addEventListener('visibilitychange', wind)
    wind()
  }
  const stop = (): void => {
    if (!reading)
      return
    reading = false
    if (--readers === 0)
      document.removeEventListener('visibilitychange', wind)
    wind()
  }
  now.value = Date.now()
  const reader = getCurrentInstance()
  // What comes to a page that is put away begins with the page.
  onMounted(() => isPutAway(reader) || start())
  onActivated(start)
  onDeactivated(stop)
  onBeforeUnmount(stop)
  return readonly(now)
}

function isPutAway(component: ComponentInternalInstance | null): boolean {
  return component !== null && (component.isDeactivated || isPutAway(component.parent))
}

function wind(): void {
  const wanted = readers > 0 && document.visibilityState === 'visible'
  if (!wanted) {
    clearInterval(timer)
    timer = undefined
    return
  }
  now.value = Date.now()
  timer ??= setInterval(() => now.value = Date.now(), 1000)
}
