export function median(values: number[]): number {
  return quantile(values, 0.5)
}

/** The value below which a part of all lie: 0.99 for the 99th percentile. */
export function quantile(values: number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

/** A median and where the values lay: "0.67 (0.61 to 0.72)". */
export function spread(values: number[], digits = 2): string {
  return `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)})`
}

/** A promise, and the figure that shows whether it is kept. */
export interface Target { promise: string, figure: number, kept: boolean }

/** What one part of the bench has found, as a table with its promises and what is to be said beside it. */
export interface Report {
  title: string
  columns: string[]
  rows: string[][]
  targets: Target[]
  notes: string[]
}

export function atLeast(promise: string, figure: number, bound: number): Target {
  return { promise, figure, kept: figure >= bound }
}

export function atMost(promise: string, figure: number, bound: number): Target {
  return { promise, figure, kept: figure <= bound }
}
