/** As many wait as may wait: one more would wait longer than it pays. */
export class QueueFullError extends Error {
  override name = 'QueueFullError'
  readonly code = 'QUEUE_FULL'
}

/** Counts what is under way and turns away what exceeds `most`, at once. */
export function boundedQueue(most: number): { length: () => number, run: <T>(work: () => Promise<T>) => Promise<T> } {
  let length = 0
  return {
    length: () => length,
    async run(work) {
      if (length >= most)
        throw new QueueFullError(`${most} wait already`)
      length++
      try {
        return await work()
      }
      finally {
        length--
      }
    },
  }
}
