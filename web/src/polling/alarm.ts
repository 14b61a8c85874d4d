/** How long a timer is trusted, in milliseconds: it stands still while a computer sleeps, and the wall clock does not. */
const trust = 10_000

/**
 * Rings once when the wall clock reaches `at`, and soon after waking up when it was passed in sleep. Never before it returns.
 * @param at milliseconds since 1970
 * @param now the wall clock
 * @returns takes the alarm back
 */
export function alarmAt(at: number, now: () => number, ring: () => void): () => void {
  const wind = (): ReturnType<typeof setTimeout> => setTimeout(look, Math.min(Math.max(at - now(), 0), trust))
  let timer = wind()
  function look(): void {
    if (now() >= at)
      ring()
    else
      timer = wind()
  }
  return () => clearTimeout(timer)
}
