import type { Ref } from 'vue'
import { focusManager, onlineManager } from '@tanstack/vue-query'
import { computed, getCurrentInstance, onActivated, onDeactivated, onScopeDispose, shallowRef } from 'vue'

/** How much somebody attends: they can be looking, they only listen (see `useAttention`), or they do neither. */
export type Attention = 'looking' | 'listening' | 'away'

/**
 * Whether somebody can be looking: the tab is visible, and the component is not put away by KeepAlive, of which vue-query
 * knows nothing. With `listening`, a hidden tab is still listened to.
 */
export function useAttention(listening: () => boolean = () => false): Readonly<Ref<Attention>> {
  const visible = shallowRef(focusManager.isFocused())
  const inPlace = shallowRef(true)
  onScopeDispose(focusManager.subscribe(focused => visible.value = focused))
  // A page that comes back out of the back/forward cache does not always say that it is visible again.
  const shown = (): void => void (visible.value = focusManager.isFocused())
  window.addEventListener('pageshow', shown)
  onScopeDispose(() => window.removeEventListener('pageshow', shown))
  if (getCurrentInstance()) {
    onActivated(() => inPlace.value = true)
    onDeactivated(() => inPlace.value = false)
  }
  return computed(() => {
    if (!inPlace.value)
      return 'away'
    return visible.value ? 'looking' : listening() ? 'listening' : 'away'
  })
}

/** When the browser last said that it is online again, in milliseconds since 1970; 0 for never. */
export function useReconnection(now: () => number): Readonly<Ref<number>> {
  const at = shallowRef(0)
  onScopeDispose(onlineManager.subscribe(online => online && (at.value = now())))
  return at
}
