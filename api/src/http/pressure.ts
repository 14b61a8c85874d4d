/** Milliseconds between two looks. */
const every = 1000

/** From this much delay (milliseconds) on, polls are asked to wait so many times longer. */
const steps = [{ delay: 500, load: 8 }, { delay: 200, load: 4 }, { delay: 70, load: 2 }] as const

/** So late, at two looks in a row, asking polls to wait was not enough. */
const tooLate = 200

/** So late, all polls are turned away at once. */
const farTooLate = 1000

/** So little of the time there is nothing to do that nobody more is let in. */
const busy = 0.9

/** How much more is let in from look to look: while the server is busy half of its time, and while it is less. */
const step = { careful: 0.05, quick: 0.35 } as const

/** Every poll is turned away, and all but one in eight of the reads that nobody has an answer to yet. */
const mostTurnedAway = 1.875

/** What is seen of the server at a look. */
export interface Look {
  /** How long (milliseconds) whoever comes waits before anything is done. */
  delay: number
  /** The share of the time in which there was something to do: 0 to 1. */
  busy: number
}

/** How hard the server finds it to keep up. */
export interface Pressure {
  /** How many times longer than usual polls should wait: 1 to 8. */
  load: () => number
  /** How much is turned away: 0 nothing, 1 every poll, up to 1.875 most first reads as well. Writes never. */
  level: () => number
  /** How long whoever came before the last look waited, in milliseconds. */
  delay: () => number
}

/**
 * Looks every second. Polls are asked to wait at once; they are turned away only once that has not helped, half of the rest at each
 * look, and let in again slowly and not while the server is busy, so that it finds how many it can bear and stays there (additive
 * increase, multiplicative decrease, as in RFC 5681). Polls are asked to wait as long as any is turned away.
 */
export function keepPressure(look: () => Look): Pressure & { stop: () => void } {
  let [load, level, delay] = [1, 0, 0]
  const timer = setInterval(() => {
    const before = delay
    const seen = look()
    delay = seen.delay
    if (delay >= tooLate && before >= tooLate)
      level = harder(level, delay)
    else if (loadOfDelay(delay) === 1 && seen.busy < busy)
      level = Math.max(0, level - (seen.busy < busy / 2 ? step.quick : step.careful))
    load = Math.max(loadOfDelay(delay), level > 0 ? load : load / 2)
  }, every).unref()
  return { load: () => load, level: () => level, delay: () => delay, stop: () => clearInterval(timer) }
}

/** How much longer polls should wait for a server that answers with this much delay: 1 to 8. */
function loadOfDelay(delay: number): number {
  return steps.find(one => delay >= one.delay)?.load ?? 1
}

function harder(level: number, delay: number): number {
  if (level < 1)
    return delay >= farTooLate || level > 0.9 ? 1 : (1 + level) / 2
  return Math.min(mostTurnedAway, (2 + level) / 2)
}
