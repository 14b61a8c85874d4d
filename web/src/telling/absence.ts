import { focusManager } from '@tanstack/vue-query'
import { onScopeDispose, watch } from 'vue'
import { markLeft, marksOf } from './told-marks.ts'

/** How long one looks away, in milliseconds, before what happened meanwhile is told as one digest. */
const pause = 5 * 60_000

/**
 * Notes when a person leaves the tabs of this device, and knows whether they have been away for long when they come back.
 * Instants in milliseconds since 1970.
 */
export function useAbsence(account: () => string | undefined, now: () => number) {
  let cameAt = 0
  let freshAt: number | null = null
  let away = false

  function come(id: string): void {
    const leftAt = marksOf(id)?.leftAt ?? null
    cameAt = now()
    freshAt = null
    away ||= leftAt !== null && cameAt - leftAt >= pause
  }

  watch(account, (id) => {
    away = false
    if (id !== undefined)
      come(id)
  }, { immediate: true, flush: 'sync' })

  onScopeDispose(focusManager.subscribe((focused) => {
    const id = account()
    if (id === undefined)
      return
    if (focused)
      come(id)
    else
      markLeft(id, now())
  }))

  return {
    /** Whether they had been away for long, until what they missed is told: with the first answer of after they came. */
    wasAway: () => away,
    /** Takes note of when the newest answer came. Its data may come a moment later: only the next answer ends the absence. */
    answered(at: number | null): void {
      if (at === null || at < cameAt)
        return
      freshAt ??= at
      if (at > freshAt)
        away = false
    },
  }
}
