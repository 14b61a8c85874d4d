/** One order's life as its customer sees it. Seconds since it was placed. */
export interface OrderLife {
  /** When the shop changes its status; with the last one it is over. */
  changes: number[]
  /** When its page is on screen. */
  looks: { from: number, to: number }[]
}

/** The same random numbers in every run, from 0 to 1. */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

/** How long the stages of an order take, as a median in seconds: accepted soon, then made, brought and paid. */
const stages = [30, 180, 900, 1200]

/** A life in which a customer watches for some minutes after ordering and then has a look now and then, as people do. */
export function glancingLife(random: () => number): OrderLife {
  const changes = changesOf(random)
  const looks = [{ from: 0, to: 60 + 180 * random() }]
  while (looks.at(-1)!.to < changes.at(-1)!) {
    const from = looks.at(-1)!.to + exponential(420, random)
    looks.push({ from, to: from + 5 + exponential(25, random) })
  }
  return { changes, looks }
}

/** A life in which a customer does not look away. */
export function watchingLife(random: () => number): OrderLife {
  const changes = changesOf(random)
  return { changes, looks: [{ from: 0, to: changes.at(-1)! + 120 }] }
}

function changesOf(random: () => number): number[] {
  let at = 0
  return stages.map(median => at += median * Math.exp(0.6 * normal(random)))
}

function exponential(mean: number, random: () => number): number {
  return -mean * Math.log(1 - random() * 0.999_999)
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random() * 0.999_999)) * Math.cos(2 * Math.PI * random())
}
