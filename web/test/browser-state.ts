import { focusManager, onlineManager } from '@tanstack/vue-query'
import { vi } from 'vitest'

/** Hides or shows the tab, as the browser tells it. */
export function showTab(visible: boolean): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visible ? 'visible' : 'hidden')
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
}

/** Counts the listeners on window, document and what tells of focus and connection that are added from now on and not taken away again. */
export function countListeners(): { readonly left: string[] } {
  const listening: { target: EventTarget, type: string, listener: unknown }[] = []
  for (const target of [window, document]) {
    const add = target.addEventListener.bind(target)
    const remove = target.removeEventListener.bind(target)
    vi.spyOn(target, 'addEventListener').mockImplementation((type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions) => {
      listening.push({ target, type, listener })
      add(type, listener, options)
    })
    vi.spyOn(target, 'removeEventListener').mockImplementation((type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions) => {
      const place = listening.findIndex(one => one.target === target && one.type === type && one.listener === listener)
      if (place !== -1)
        listening.splice(place, 1)
      remove(type, listener, options)
    })
  }
  const subscribed = new Set<{ type: string }>()
  for (const [name, manager] of Object.entries({ focusManager, onlineManager })) {
    const subscribe = manager.subscribe.bind(manager) as (listener: never) => () => void
    vi.spyOn(manager, 'subscribe').mockImplementation((listener: unknown) => {
      const subscription = { type: name }
      subscribed.add(subscription)
      const leave = subscribe(listener as never)
      return () => {
        subscribed.delete(subscription)
        leave()
      }
    })
  }
  return {
    get left() {
      return [...listening, ...subscribed].map(({ type }) => type)
    },
  }
}
