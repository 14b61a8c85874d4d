/** Each bucket reaches a tenth further than the one before, so a quantile read from them is right within five hundredths. */
const growth = Math.log(1.1)

/** The bucket of a time in seconds: 0 for up to a second. */
export function bucketOf(seconds: number): number {
  return seconds <= 1 ? 0 : Math.ceil(Math.log(seconds) / growth)
}

/** The time in seconds that stands for a bucket: the middle of it. */
export function secondsOf(bucket: number): number {
  return bucket === 0 ? 1 : Math.exp((bucket - 0.5) * growth)
}

/** The time in seconds that `part` of all took at most; null when there were none. `counts` by bucket. */
export function quantileOf(counts: Map<number, number>, part: number): number | null {
  const sorted = [...counts].toSorted(([one], [other]) => one - other)
  const all = sorted.reduce((sum, [, count]) => sum + count, 0)
  let seen = 0
  for (const [bucket, count] of sorted) {
    seen += count
    if (seen >= all * part)
      return Math.round(secondsOf(bucket) * 10) / 10
  }
  return null
}
