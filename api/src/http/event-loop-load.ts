import { monitorEventLoopDelay } from 'node:perf_hooks'

/** Milliseconds between two looks at the event loop: a hundred turns of an idle one, a few of one that is stuck. */
const every = 2000

/**
 * How late turns are is judged by the one that a tenth are worse than: a single long turn, such as a garbage collection,
 * is no load, however long it is, while under load every turn is late.
 */
const percentile = 90

/** From this much delay (milliseconds) on, polls are asked to wait so many times longer. */
const steps = [{ delay: 500, load: 8 }, { delay: 200, load: 4 }, { delay: 70, load: 2 }] as const

/** So late, at two looks in a row, asking polls to wait was not enough. */
const tooLate = 200

/** So late, looks are as rare as turns, and all polls are turned away at once. */
const farTooLate = 1000

/** The most that is turned away, in sixteenths: every poll, and all but one in eight of the reads that nobody has an answer to yet. */
const mostTurnedAway = 15

/** How fast that grows and falls, from look to look. */
const step = { up: 4, jump: 8, down: 6 } as const

/** How hard the server finds it to keep up. */
export interface Pressure {
  /** How many times longer than usual polls should wait: 1 to 8. */
  load: () => number
  /** How much is turned away: 0 nothing, 8 every poll, up to 15 most first reads as well. Writes never. */
  level: () => number
  /** How late the event loop was at the last look, in milliseconds. */
  delay: () => number
}

/** How much longer polls should wait for an event loop that answers with this much delay: 1 to 8. */
export function loadOfDelay(delay: number): number {
  return steps.find(one => delay >= one.delay)?.load ?? 1
}

/**
 * Watches how late the event loop is. Load grows at once; what is turned away grows by steps, and only once asking to wait has
 * not helped. Both fall by steps as well, so that clients who were sent away do not come back all at once.
 */
export function watchEventLoop(): Pressure & { stop: () => void } {
  const delays = monitorEventLoopDelay({ resolution: 20 })
  delays.enable()
  let [load, level, delay] = [1, 0, 0]
  const timer = setInterval(() => {
    const before = delay
    delay = delays.percentile(percentile) / 1e6
    delays.reset()
    load = Math.max(loadOfDelay(delay), load / 2)
    if (delay >= tooLate && before >= tooLate)
      level = Math.min(mostTurnedAway, level + (delay >= farTooLate ? step.jump : step.up))
    else if (loadOfDelay(delay) === 1)
      level = Math.max(0, level - step.down)
  }, every).unref()
  return {
    load: () => load,
    level: () => level,
    delay: () => delay,
    stop() {
      clearInterval(timer)
      delays.disable()
    },
  }
}
