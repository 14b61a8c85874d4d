/** How long to wait for the next try, in milliseconds: longer each time, the last one for good. */
const waits = [2000, 5000, 15_000, 30_000] as const

/**
 * Tries again by and by. A sign that something comes through is a better occasion; this is for when there is none. Each
 * wait has up to a fifth added, so that those who lost their connection together do not return together.
 */
export function tryLater(random: () => number) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let tries = 0
  const later = {
    attempt: (): void => {},
    plan(atLeast: number): void {
      clearTimeout(timer)
      const wait = Math.max(waits[Math.min(tries++, waits.length - 1)]!, atLeast)
      timer = setTimeout(() => document.visibilityState === 'visible' && later.attempt(), wait * (1 + random() / 5))
    },
    forget(): void {
      clearTimeout(timer)
      tries = 0
    },
  }
  return later
}
