import { monitorEventLoopDelay, performance } from 'node:perf_hooks'

/**
 * How late turns are is judged by the one that a tenth are worse than: a single long turn, such as a garbage collection,
 * is no load, however long it is, while under load every turn is late.
 */
const percentile = 90

/** How the event loop was since the last look. */
export interface EventLoopLook {
  /** How late its turns were, in milliseconds. */
  delay: number
  /** The share of the time in which it had something to do: 0 to 1. */
  busy: number
}

/** Watches how late and how busy the event loop is. */
export function watchEventLoop(): { look: () => EventLoopLook, stop: () => void } {
  const delays = monitorEventLoopDelay({ resolution: 20 })
  delays.enable()
  let before = performance.eventLoopUtilization()
  return {
    look() {
      const delay = delays.percentile(percentile) / 1e6
      delays.reset()
      const now = performance.eventLoopUtilization()
      const busy = performance.eventLoopUtilization(now, before).utilization
      before = now
      return { delay, busy }
    },
    stop: () => void delays.disable(),
  }
}
