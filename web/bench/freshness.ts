import type { OrderLife } from './order-lives.ts'
import type { Beat, Schedule } from './schedules.ts'
import { glancingLife, randomFrom, watchingLife } from './order-lives.ts'
import { fixed, fixedWhileSeen, ours } from './schedules.ts'

const lives = 5000

export interface Freshness {
  schedule: string
  /** Requests for an order's life. */
  requests: number
  /** Seconds for which somebody looked at what had changed already. */
  mean: number
  p95: number
  most: number
}

/** How fresh what customers look at is, by schedule: for those who look now and then, and for those who never look away. */
export function compareSchedules(beat: Beat): { glancing: Freshness[], watching: Freshness[] } {
  const schedules: [string, Schedule][] = [
    ['fixed 10 s', fixed(10)],
    ['fixed 30 s', fixed(30)],
    ['fixed 60 s', fixed(60)],
    ['fixed 30 s while somebody looks', fixedWhileSeen(30)],
    ['Orderbeat, history', ours('history', beat)],
    ['Orderbeat, tracker', ours('tracker', beat)],
  ]
  const measure = (live: (random: () => number) => OrderLife) => schedules.map(([name, schedule]) => freshnessOf(name, schedule, live))
  return { glancing: measure(glancingLife), watching: measure(watchingLife) }
}

function freshnessOf(name: string, schedule: Schedule, live: (random: () => number) => OrderLife): Freshness {
  const random = randomFrom(7)
  const stale: number[] = []
  let requests = 0
  for (let index = 0; index < lives; index++) {
    const life = live(random)
    const asks = schedule(life, random())
    requests += asks.length
    // A change that is never asked for is an old status for as long as they look.
    for (const change of life.changes)
      stale.push(seenBetween(life, change, asks.find(at => at >= change) ?? Number.POSITIVE_INFINITY))
  }
  const sorted = stale.toSorted((one, other) => one - other)
  return { schedule: name, requests: requests / lives, mean: stale.reduce((sum, one) => sum + one, 0) / stale.length, p95: sorted[Math.floor(sorted.length * 0.95)]!, most: sorted.at(-1)! }
}

/** For how many of these seconds somebody looked. */
function seenBetween({ looks }: OrderLife, from: number, to: number): number {
  return looks.reduce((sum, look) => sum + Math.max(0, Math.min(look.to, to) - Math.max(look.from, from)), 0)
}
