import { monitorEventLoopDelay } from 'node:perf_hooks'

/** Milliseconds between two looks at the event loop: some hundred turns of an idle one, a few of one that is stuck. */
const every = 5000

/**
 * How late turns are is judged by the one that a tenth are worse than: a single long turn, such as a garbage collection,
 * is no load, however long it is, while under load every turn is late.
 */
const percentile = 90

/** From this much delay (milliseconds) on, polls are asked to wait so many times longer. */
const steps = [{ delay: 500, load: 8 }, { delay: 200, load: 4 }, { delay: 70, load: 2 }] as const

/** How much longer polls should wait for an event loop that answers with this much delay: 1 to 8. */
export function loadOfDelay(delay: number): number {
  return steps.find(step => delay >= step.delay)?.load ?? 1
}

/**
 * Watches how late the event loop is. It grows at once and falls by halves, so that clients who were sent away do not come
 * back all at once.
 */
export function watchEventLoop(): { load: () => number, stop: () => void } {
  const delays = monitorEventLoopDelay({ resolution: 20 })
  delays.enable()
  let load = 1
  const timer = setInterval(() => {
    load = Math.max(loadOfDelay(delays.percentile(percentile) / 1e6), load / 2)
    delays.reset()
  }, every).unref()
  return {
    load: () => load,
    stop() {
      clearInterval(timer)
      delays.disable()
    },
  }
}
