/** Counts by what they are labelled with. */
export class Counter {
  readonly counts = new Map<string, number>()

  add(labels: string): void {
    this.counts.set(labels, (this.counts.get(labels) ?? 0) + 1)
  }
}

/** Counts of values up to each of some bounds, and their sum. */
export class Histogram {
  readonly bounds: readonly number[]
  readonly counts: number[]
  sum = 0

  constructor(bounds: readonly number[]) {
    this.bounds = bounds
    this.counts = Array.from<number>({ length: bounds.length + 1 }).fill(0)
  }

  observe(value: number): void {
    const bucket = this.bounds.findIndex(bound => value <= bound)
    this.counts[bucket < 0 ? this.bounds.length : bucket]!++
    this.sum += value
  }
}

/** Answers of a route by status: an array, because counting comes with every poll and must cost nothing. */
export interface RouteMeter { method: string, route: string, isPoll: boolean, statuses: Uint32Array }

/** What the server counts since its start. Nothing of it names a person, an order or a token. */
export function createMeters() {
  const routes: RouteMeter[] = []
  const pollLag = new Histogram([0.001, 0.005, 0.025, 0.1, 0.25, 1, 5])
  return {
    routes,
    addRoute(method: string, route: string, isPoll: boolean): RouteMeter {
      const meter = { method, route, isPoll, statuses: new Uint32Array(600) }
      routes.push(meter)
      return meter
    },
    meterOf(method: string, route: string): RouteMeter {
      const meter = routes.find(one => one.method === method && one.route === route)
      if (meter === undefined)
        throw new Error(`Nothing counts the answers of ${method} ${route}.`)
      return meter
    },
    /** Counts an answer of a route, and how many milliseconds it took. */
    count(meter: RouteMeter, status: number, milliseconds: number): void {
      meter.statuses[status]!++
      if (meter.isPoll)
        pollLag.observe(milliseconds / 1000)
    },
    /** Seconds from a poll's arrival to its answer. */
    pollLag,
    /** Seconds from a change to the answer that brought it to an open screen. */
    freshness: new Histogram([1, 5, 10, 30, 60, 120, 300]),
    /** Answers that failed because of the database, by its own code. */
    databaseErrors: new Counter(),
    /** Polls that were turned away. */
    shed: 0,
  }
}

export type Meters = ReturnType<typeof createMeters>
