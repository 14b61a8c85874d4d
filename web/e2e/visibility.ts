/** Runs in the page: as if its tab was behind another one. As a script of a page's beginning, the page never knows better. */
export function hide(): void {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
}

/** Runs in the page: as if somebody came back to its tab. */
export function show(): void {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'visible' })
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
}
