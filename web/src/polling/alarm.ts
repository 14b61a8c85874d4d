/** How long a timer is trusted, in milliseconds: it stands still while a computer sleeps, and the wall clock does not. */
const trust = 10_000

/**
 * Rings once when the wall clock reaches `at`, and soon after waking up when it was passed in sleep. When that clock is set
 * back, `at` means nothing any more: then it rings soon, too. Never before it returns.
 * @param at milliseconds since 1970
 * @param now the wall clock
 * @returns takes the alarm back
 */
export function alarmAt(at: number, now: () => number, ring: () => void): () => void {
  let wound = 0
  const wind = (): ReturnType<typeof setTimeout> => {
    wound = now()
    return setTimeout(look, Math.min(Math.max(at - wound, 0), trust))
  }
  let timer = wind()
  function look(): void {
    if (now() >= at || now() < wound)
      ring()
    else
      timer = wind()
  }
  return () => clearTimeout(timer)
}
