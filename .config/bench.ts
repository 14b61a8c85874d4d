import type { Report } from '../api/bench/figures.ts'
import type { Freshness } from '../web/bench/freshness.ts'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { apiParts, runPart } from '../api/bench/bench.ts'
import { atMost } from '../api/bench/figures.ts'
import { beatSeconds } from '../api/src/http/poll-beat.ts'
import { compareSchedules } from '../web/bench/freshness.ts'
import { root } from './run.ts'

const parts: Record<string, () => Promise<Report>> = {
  ...Object.fromEntries(Object.entries(apiParts).map(([name, part]) => [name, () => runPart(part)])),
  schedule: measureSchedule,
}

/** When to ask: the schedule that runs in the browser, on the beats that the API answers, in simulated lives of orders. */
async function measureSchedule(): Promise<Report> {
  const usual = { history: 30, tracker: 60 }
  const undoSeconds = 600
  const { glancing, watching } = compareSchedules((kind, { now, eagerUntil, lastChangeAt }) => beatSeconds({
    kind,
    now: now * 1000,
    eagerUntil: eagerUntil * 1000,
    // Only a tracker is of one order, and its last change can be taken back for a while.
    overAt: kind === 'tracker' && lastChangeAt !== null ? (lastChangeAt + undoSeconds) * 1000 : 0,
    load: 1,
  }, usual))
  const rows = [...glancing.map(row => ['looks now and then', row] as const), ...watching.map(row => ['never looks away', row] as const)]
  const of = (all: Freshness[], schedule: string) => all.find(row => row.schedule === schedule)!
  const ours = of(glancing, 'Orderbeat, history')
  const seen = of(glancing, 'fixed 30 s while somebody looks')
  const watched = of(watching, 'Orderbeat, history')
  const most = (schedule: string) => Math.max(of(glancing, schedule).most, of(watching, schedule).most)
  const times = (one: Freshness, other: Freshness) => one.requests / other.requests
  return {
    title: 'When to ask',
    columns: ['customer', 'schedule', 'requests an order', 'seconds that they look at an old status: mean', '95th percentile', 'most'],
    rows: rows.map(([who, { schedule, requests, mean, p95, most }]) => [who, schedule, requests.toFixed(0), mean.toFixed(1), p95.toFixed(1), most.toFixed(1)]),
    targets: [
      atMost('who looks now and then: a mean of 8 s or less in a history', ours.mean, 8),
      atMost('who looks now and then: no more requests for a history than a fixed 30 s makes', times(ours, of(glancing, 'fixed 30 s')), 1),
      atMost('a history never older than 30 s, whoever looks', most('Orderbeat, history'), 30),
      atMost('a tracker never older than 60 s, whoever looks', most('Orderbeat, tracker'), 60),
    ],
    notes: [
      '5,000 simulated orders with four changes each over about 40 minutes; every schedule is counted until the customer looks for the last time, and a change that it never asks for counts as old for as long as they look.',
      `Who looks now and then: a fixed 30 s that rests while nobody looks makes ${seen.requests.toFixed(0)} requests an order, Orderbeat ${ours.requests.toFixed(0)}. Those it makes more are in the minute after ordering, when it asks every 5 s, and with them the mean is ${ours.mean.toFixed(1)} s instead of ${seen.mean.toFixed(1)} s.`,
      `Who never looks away is promised the maximum and nothing else: the mean of their history is ${watched.mean.toFixed(1)} s (a fixed 30 s: ${of(watching, 'fixed 30 s').mean.toFixed(1)} s) at ${times(watched, of(watching, 'fixed 30 s')).toFixed(2)} times the requests. They see a change half a beat late on average, and no timer does better without asking more.`,
    ],
  }
}

function machine(): string {
  const [core] = cpus()
  const { devDependencies, dependencies } = JSON.parse(readFileSync(join(root, 'api/package.json'), 'utf8')) as Record<'dependencies' | 'devDependencies', Record<string, string>>
  const versions = ['fastify', 'better-sqlite3', 'kysely', 'socket.io', '@fastify/etag'].map(name => `${name} ${dependencies[name] ?? devDependencies[name]}`)
  return `Node ${process.version}, ${versions.join(', ')}, ${cpus().length} cores of ${core!.model.trim()}, server and load on one each where \`taskset\` is there`
}

function table({ columns, rows }: Report): string {
  return [columns, columns.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n')
}

function text(report: Report): string {
  const targets = report.targets.map(({ promise, figure, kept }) => `- ${kept ? 'kept' : 'missed'}: ${promise} (${figure.toFixed(2)})`)
  return [`### ${report.title}`, table(report), targets.join('\n'), report.notes.join(' ')].join('\n\n')
}

/** What each part has found when it last ran, and where. */
type Results = Record<string, { machine: string, report: Report }>

const resultsPath = join(root, 'api/bench/results.json')

function keptResults(): Results {
  return existsSync(resultsPath) ? JSON.parse(readFileSync(resultsPath, 'utf8')) as Results : {}
}

/** Puts what was measured between the marks of the README, so that no figure in it was typed by hand. */
function fillReadme(results: Results): void {
  const path = join(root, 'README.md')
  const section = /<!-- bench -->[\s\S]*<!-- \/bench -->/
  const readme = readFileSync(path, 'utf8')
  if (!section.test(readme))
    throw new Error('The README has no marks to put the figures between.')
  const measured = Object.keys(parts).flatMap(name => results[name] ?? [])
  const filled = measured.map(({ machine, report }) => `${text(report)}\n\nOn ${machine}.`).join('\n\n')
  writeFileSync(path, readme.replace(section, () => `<!-- bench -->\n\n${filled}\n\n<!-- /bench -->`))
}

/** Puts single figures of the tables into the page for those who run it: `<!-- figure part row column -->`, the median of a cell. */
function fillPage(results: Results): void {
  const path = join(root, 'api/README.md')
  const filled = readFileSync(path, 'utf8').replaceAll(/<!-- figure (\w+) (\d+) (\d+) -->[^<]*<!-- \/figure -->/g, (was, part: string, row: string, column: string) => {
    const cell = results[part]?.report.rows[Number(row)]?.[Number(column)]
    return cell === undefined ? was : was.replace(/-->[^<]*</, `-->${cell.split(' ', 1)[0]!}<`)
  })
  writeFileSync(path, filled)
}

const asked = process.argv.slice(2)
const unknown = asked.find(name => !Object.hasOwn(parts, name))
if (unknown !== undefined)
  throw new Error(`There is no part "${unknown}": ${Object.keys(parts).join(', ')}.`)
for (const name of asked.length > 0 ? asked : Object.keys(parts)) {
  const report = await parts[name]!()
  process.stdout.write(`${text(report)}\n\n`)
  const results = { ...keptResults(), [name]: { machine: machine(), report } }
  writeFileSync(resultsPath, `${JSON.stringify(results, null, 2)}\n`)
  fillReadme(results)
  fillPage(results)
  if (report.targets.some(({ kept }) => !kept))
    process.exitCode = 1
}
