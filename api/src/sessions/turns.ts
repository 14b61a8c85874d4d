import { LaterError } from '../domain-error.ts'

/** After so many seconds whoever was turned away comes again. */
const retryAfter = 2

/** Runs so much work at once and has so much wait for its turn; what exceeds that is turned away with a LaterError. */
export function createTurns({ atOnce, waiting: most }: { atOnce: number, waiting: number }) {
  const waiting: (() => void)[] = []
  let running = 0
  return {
    waiting: (): number => waiting.length,
    async take<T>(work: () => Promise<T>): Promise<T> {
      if (running >= atOnce) {
        if (waiting.length >= most)
          throw new LaterError('unavailable', 'Too many people sign in at the moment.', retryAfter)
        await new Promise<void>(turn => waiting.push(turn))
      }
      else {
        running++
      }
      try {
        return await work()
      }
      finally {
        const next = waiting.shift()
        if (next === undefined)
          running--
        else
          next()
      }
    },
  }
}
