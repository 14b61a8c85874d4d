import type { Pressure } from './pressure.ts'
import type { Gauges } from './prometheus.ts'

export interface GaugeParts {
  pressure: Pressure
  /** How much is under way or waits, by what it waits for. */
  queues: () => Record<string, number>
  /** Resident bytes of the process. */
  memory: () => number
}

/** What the server is like at this moment. */
export function gaugesOf({ pressure, queues, memory }: GaugeParts): Gauges {
  const { delay, newcomers, busy } = pressure.seen()
  return {
    event_loop_delay_seconds: { help: 'A tenth of the turns of the event loop was later than this in the last second.', value: delay / 1000 },
    event_loop_busy_ratio: { help: 'The share of the last second in which the event loop had something to do.', value: busy },
    newcomer_wait_seconds: { help: 'How long whoever opens a connection waits to be let in; NaN where that cannot be told.', value: newcomers / 1000 },
    poll_stretch: { help: 'How many times longer than usual polls are asked to wait.', value: pressure.load() },
    turned_away_level: { help: 'How much is turned away: 0 nothing, 1 every poll, up to 1.875 most first reads too.', value: pressure.level() },
    queue_length: { help: 'What is under way or waits.', value: queues() },
    resident_memory_bytes: { help: 'Memory of the process.', value: memory() },
  }
}
