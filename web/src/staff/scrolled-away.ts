import type { Ref } from 'vue'
import { onActivated, onBeforeUnmount, onDeactivated, onMounted, readonly, ref } from 'vue'

/** So many pixels from the top are still the top. */
const nearTop = 48

/** Whether the page is scrolled away from its top. For pages: it rests while they are put away by KeepAlive. */
export function useScrolledAway(): Readonly<Ref<boolean>> {
  const away = ref(false)
  const look = (): void => void (away.value = window.scrollY > nearTop)
  const start = (): void => {
    window.addEventListener('scroll', look, { passive: true })
    look()
  }
  const stop = (): void => window.removeEventListener('scroll', look)
  onMounted(start)
  onActivated(start)
  onDeactivated(stop)
  onBeforeUnmount(stop)
  return readonly(away)
}
