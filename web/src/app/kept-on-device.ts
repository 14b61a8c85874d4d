import type { Ref } from 'vue'
import { ref, watch } from 'vue'

/**
 * A text that stays on this device and is the same in all tabs; null while there is none. Where nothing can be kept, it
 * lasts as long as the page. For stores, which live as long as the app.
 */
export function keptOnDevice(place: string): Ref<string | null> {
  const text = ref(kept(place))
  watch(text, value => keep(place, value), { flush: 'sync' })
  window.addEventListener('storage', (event) => {
    if (event.key === place || event.key === null)
      text.value = kept(place)
  })
  return text
}

function kept(place: string): string | null {
  try {
    return localStorage.getItem(place)
  }
  catch {
    return null
  }
}

function keep(place: string, value: string | null): void {
  try {
    if (value === null)
      localStorage.removeItem(place)
    else if (localStorage.getItem(place) !== value)
      localStorage.setItem(place, value)
  }
  catch {}
}
