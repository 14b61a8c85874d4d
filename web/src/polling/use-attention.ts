import type { Ref } from 'vue'
import { focusManager } from '@tanstack/vue-query'
import { computed, getCurrentInstance, onActivated, onDeactivated, onScopeDispose, shallowRef } from 'vue'

/**
 * Whether somebody can be looking: the tab is visible, and the component is not put away by KeepAlive,
 * of which vue-query knows nothing.
 */
export function useAttention(): Readonly<Ref<boolean>> {
  const visible = shallowRef(focusManager.isFocused())
  const inPlace = shallowRef(true)
  onScopeDispose(focusManager.subscribe(focused => visible.value = focused))
  if (getCurrentInstance()) {
    onActivated(() => inPlace.value = true)
    onDeactivated(() => inPlace.value = false)
  }
  return computed(() => visible.value && inPlace.value)
}
