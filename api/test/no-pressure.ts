import type { Pressure } from '../src/http/pressure.ts'

/** A server that keeps up. */
export const noPressure: Pressure = { load: () => 1, level: () => 0, seen: () => ({ delay: 0, newcomers: 0, busy: 0 }) }
