import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What is found in the runs of a page: the middle one, the least and the most. */
export interface Figure { median: number, least: number, most: number }

/** Scores from 0 to 100; `measures` in milliseconds, but for CLS, which has no unit. */
export interface PageReport { page: string, scores: Record<string, Figure>, measures: Record<string, Figure> }

/** `on`: the versions and the computer, in words. */
export interface LighthouseReport { on: string, runs: number, pages: PageReport[] }

export function figureOf(values: readonly number[]): Figure {
  const sorted = values.toSorted((one, other) => one - other)
  return { median: sorted[Math.floor(sorted.length / 2)]!, least: sorted[0]!, most: sorted.at(-1)! }
}

/** A figure as it is read: `98 (97 to 99)`. */
export function inWords({ median, least, most }: Figure, digits = 0): string {
  return `${median.toFixed(digits)} (${least.toFixed(digits)} to ${most.toFixed(digits)})`
}

/** Keeps what was found beside the app, and puts it between the marks of its README, so that no figure in it was typed by hand. */
export function keepReport(report: LighthouseReport): void {
  writeFileSync(join(import.meta.dirname, '../lighthouse.json'), `${JSON.stringify(report, null, 2)}\n`)
  const path = join(import.meta.dirname, '../README.md')
  const readme = readFileSync(path, 'utf8')
  const section = /<!-- lighthouse -->[\s\S]*<!-- \/lighthouse -->/
  if (!section.test(readme))
    throw new Error('The README has no marks to put the figures between.')
  writeFileSync(path, readme.replace(section, () => `<!-- lighthouse -->\n\n${table(report)}\n\n<!-- /lighthouse -->`))
}

function table({ on, runs, pages }: LighthouseReport): string {
  const { scores, measures } = pages[0]!
  const columns = ['page', ...Object.keys(scores), ...Object.keys(measures).map(name => name === 'CLS' ? name : `${name}, ms`)]
  const rows = pages.map(page => [page.page, ...Object.values(page.scores).map(figure => inWords(figure)), ...Object.entries(page.measures).map(([name, figure]) => inWords(figure, name === 'CLS' ? 3 : 0))])
  return `${[columns, columns.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n')}\n\nMedians of ${runs} runs, and their range. On ${on}.`
}
