/** Milliseconds between two looks. */
const every = 1000

/** From this much delay (milliseconds) on, polls are asked to wait so many times longer. */
const steps = [{ delay: 500, load: 8 }, { delay: 200, load: 4 }, { delay: 70, load: 2 }] as const

/** So late, at two looks in a row, asking polls to wait was not enough. */
const tooLate = 200

/** So late, all polls are turned away at once. */
const farTooLate = 1000

/** So much of the time there may be something to do; beyond it nobody more is let in. */
const full = 0.9

/** Of the room that is left so much is filled at a look, and a little of what may be turned away in any case. */
const share = 0.4
const atLeast = 0.02

/** At so many looks in a row there was hardly a moment with nothing to do: whoever waits may wait in a proxy, unseen. */
const fullLooks = 5
const hardlyIdle = 0.97

/** Every poll is turned away, and all but one in eight of the reads that nobody has an answer to yet. */
const mostTurnedAway = 1.875

/** What is seen of the server at a look. */
export interface Look {
  /** How late (milliseconds) turns of the event loop were. */
  delay: number
  /** How long (milliseconds) whoever opened a connection waited to be let in; NaN where that cannot be told. */
  newcomers: number
  /** The share of the time in which there was something to do: 0 to 1. */
  busy: number
}

/** How hard the server finds it to keep up. */
export interface Pressure {
  /** How many times longer than usual polls should wait: 1 to 8. */
  load: () => number
  /** How much is turned away: 0 nothing, 1 every poll, up to 1.875 most first reads as well. Writes never. */
  level: () => number
  /** What was seen at the last look. */
  seen: () => Look
}

/**
 * Looks every second. Polls are asked to wait at once; they are turned away only once that has not helped, half of the rest at each
 * look, and let in again by what room there is, so that the server finds how many it can bear and stays there (multiplicative
 * decrease, as in RFC 5681). Polls are asked to wait as long as any is turned away.
 */
export function keepPressure(look: () => Look, now = () => performance.now()): Pressure & { stop: () => void } {
  let [load, level, late, fullFor] = [1, 0, 0, 0]
  let seen: Look = { delay: 0, newcomers: Number.NaN, busy: 0 }
  let lookedAt = now()

  function lookNow(overdue = 0): void {
    const before = late
    lookedAt = now()
    seen = look()
    // What watches the event loop is a timer too.
    if (overdue > seen.delay)
      seen = { ...seen, delay: overdue }
    late = Math.max(seen.delay, seen.newcomers || 0)
    fullFor = seen.busy >= hardlyIdle ? fullFor + 1 : 0
    const wanted = Math.max(loadOfDelay(late), fullFor >= fullLooks ? steps.at(-1)!.load : 1)
    if (late >= tooLate && before >= tooLate)
      level = harder(level, late)
    else if (loadOfDelay(late) === 1 && seen.busy < full)
      level = softer(level, seen.busy)
    load = Math.max(wanted, level > 0 ? load : load / 2)
  }

  /**
   * While more than a thousand connections have something to say at once, Node answers up to 48 times as many before it comes to
   * its timers (https://github.com/libuv/libuv/issues/282), which takes over a minute with full answers: whoever asks looks then.
   */
  function upToDate(): void {
    const overdue = now() - lookedAt - every
    if (overdue >= every)
      lookNow(overdue)
  }

  const timer = setInterval(() => {
    // Right after another look there would be nothing to see.
    if (now() - lookedAt > every / 2)
      lookNow()
  }, every).unref()
  return {
    load() {
      upToDate()
      return load
    },
    level() {
      upToDate()
      return level
    },
    seen() {
      upToDate()
      return seen
    },
    stop: () => clearInterval(timer),
  }
}

/** How much longer polls should wait for a server that is so late: 1 to 8. */
function loadOfDelay(delay: number): number {
  return steps.find(one => delay >= one.delay)?.load ?? 1
}

function harder(level: number, late: number): number {
  if (level < 1)
    return late >= farTooLate || level > 0.9 ? 1 : (1 + level) / 2
  return Math.min(mostTurnedAway, (2 + level) / 2)
}

/** First reads come back twice as fast: whoever makes one has nothing to look at. */
function softer(level: number, busy: number): number {
  const step = Math.max(atLeast, (full - busy) * share)
  return Math.max(0, level - (level > 1 ? 2 * step : step))
}
