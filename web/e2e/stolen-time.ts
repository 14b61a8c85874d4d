import { readFileSync } from 'node:fs'

/**
 * Begins to watch how much of the computer its host gives to others: the share (0 to 1) since then, "steal" in proc_stat(5).
 * 0 on a computer of its own, and where the system does not tell.
 */
export function watchStolenTime(): () => number {
  const before = times()
  return () => {
    const passed = times().map((ticks, index) => ticks - before[index]!)
    const all = passed.reduce((sum, ticks) => sum + ticks, 0)
    return all === 0 ? 0 : passed.at(-1)! / all
  }
}

/** Ticks that were spent as user, nice, system, idle, iowait, irq, softirq and steal, over all processors. */
function times(): number[] {
  try {
    return readFileSync('/proc/stat', 'utf8').split('\n')[0]!.split(/\s+/).slice(1, 9).map(Number)
  }
  catch {
    return []
  }
}
