import type { Counter, Histogram, Meters } from './meters.ts'

/** What is read at the moment of asking rather than counted. */
export interface Gauges { [name: string]: { help: string, value: number | Record<string, number> } }

/** Metrics as Prometheus reads them: text format 0.0.4. @see https://prometheus.io/docs/instrumenting/exposition_formats/ */
export function prometheusText(meters: Meters, gauges: Gauges): string {
  return `${[
    ...requests(meters),
    ...histogram('poll_lag_seconds', 'Time from a poll\'s arrival to its answer.', meters.pollLag),
    ...histogram('freshness_seconds', 'Time from a change to the answer that brought it to a customer\'s open screen.', meters.freshness),
    ...family('polls_turned_away_total', 'counter', 'Polls answered 503 because the server could not keep up.', [['', meters.shed]]),
    ...family('database_errors_total', 'counter', 'Requests that failed because of the database, by its own code.', countsOf(meters.databaseErrors, 'code')),
    ...Object.entries(gauges).flatMap(([name, { help, value }]) => family(name, 'gauge', help, typeof value === 'number' ? [['', value]] : Object.entries(value).map(([label, one]) => [`{of="${label}"}`, one]))),
  ].join('\n')}\n`
}

type Sample = [labels: string, value: number]

function family(name: string, type: 'counter' | 'gauge', help: string, samples: Sample[]): string[] {
  return [`# HELP orderbeat_${name} ${help}`, `# TYPE orderbeat_${name} ${type}`, ...samples.map(([labels, value]) => `orderbeat_${name}${labels} ${value}`)]
}

function requests({ routes }: Meters): string[] {
  const samples: Sample[] = []
  const polls = { all: 0, unchanged: 0 }
  for (const { method, route, isPoll, statuses } of routes) {
    statuses.forEach((count, status) => {
      if (count === 0)
        return
      samples.push([`{method="${method}",route="${quoted(route)}",status="${status}"}`, count])
      if (isPoll) {
        polls.all += count
        polls.unchanged += status === 304 ? count : 0
      }
    })
  }
  return [
    ...family('requests_total', 'counter', 'Answers by route and status.', samples),
    ...family('polls_unchanged_ratio', 'gauge', 'Share of polls since the start that were answered 304.', [['', polls.all === 0 ? 0 : polls.unchanged / polls.all]]),
  ]
}

function histogram(name: string, help: string, { bounds, counts, sum }: Histogram): string[] {
  let below = 0
  const buckets = counts.map((count, index) => `orderbeat_${name}_bucket{le="${bounds[index] ?? '+Inf'}"} ${below += count}`)
  return [`# HELP orderbeat_${name} ${help}`, `# TYPE orderbeat_${name} histogram`, ...buckets, `orderbeat_${name}_sum ${sum}`, `orderbeat_${name}_count ${below}`]
}

function countsOf({ counts }: Counter, label: string): Sample[] {
  return [...counts].map(([value, count]) => [`{${label}="${quoted(value)}"}`, count])
}

function quoted(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
