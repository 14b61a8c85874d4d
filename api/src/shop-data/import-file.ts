import type { ImportParts, NumberedLine, Outcome } from './import-lines.ts'
import type { DataLine } from './line-schemas.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { takers } from './import-lines.ts'
import { LineError, parseLine } from './parse-line.ts'
import { readLines } from './read-lines.ts'

export interface ImportOptions {
  /** Brings nothing along unless every line is good. Whoever else writes waits for the end of it. */
  allOrNothing?: boolean
  /** Told of each line that cannot be taken, as they come. */
  refuse: (line: number, reason: string) => void
}

/** How many lines of each kind were brought along, how many had been before, and how many cannot be. */
export interface ImportCounts { brought: { [type in DataLine['type']]: number }, known: number, refused: number }

/** Something was wrong with a line, so nothing was brought along. */
export class NothingBroughtError extends Error {
  override name = 'NothingBroughtError'
  readonly counts: ImportCounts

  constructor(counts: ImportCounts) {
    super('Nothing was brought along.')
    this.counts = counts
  }
}

/** So many lines are written in one transaction: more would keep the shop's own writers waiting. */
const together = 50

/** So often, and after so many milliseconds, a part is tried again while the database is busy. */
const patience = { attempts: 100, milliseconds: 100 }

type Transaction = ImportParts['database']['write']

/**
 * Brings along what a file of NDJSON holds, line by line, whatever its size. A line that cannot be taken is told and left out,
 * with all of its order. A line that has come before changes nothing, so that a run that was cut is simply run again.
 * @see https://github.com/ndjson/ndjson-spec
 */
export async function importFile(parts: ImportParts, chunks: AsyncIterable<Uint8Array>, options: ImportOptions): Promise<ImportCounts> {
  if (options.allOrNothing !== true)
    return await run(parts, chunks, options, patiently(parts))
  let started = false
  return await parts.database.write(async (stores) => {
    // The lines are read once, so a transaction that the database wants to be tried again cannot be.
    if (started)
      throw new Error('Another writer was in the way: import the file again.')
    started = true
    const counts = await run(parts, chunks, options, work => work(stores))
    if (counts.refused > 0)
      throw new NothingBroughtError(counts)
    return counts
  })
}

async function run(parts: ImportParts, chunks: AsyncIterable<Uint8Array>, { refuse }: ImportOptions, transaction: Transaction): Promise<ImportCounts> {
  const counts: ImportCounts = { brought: { product: 0, account: 0, order: 0 }, known: 0, refused: 0 }
  let waiting: NumberedLine[] = []

  const deny = (number: number, reason: string): void => {
    counts.refused++
    refuse(number, reason)
  }
  const note = ({ number, line }: NumberedLine<DataLine>, outcome: Outcome): void => {
    if (outcome instanceof LineError)
      deny(number, outcome.message)
    else if (outcome === 'known')
      counts.known++
    else
      counts.brought[line.type]++
  }
  const flush = async (): Promise<void> => {
    const lines = waiting
    waiting = []
    if (lines.length === 0)
      return
    const outcomes = await transaction(stores => takers[lines[0]!.line.type](stores, parts, lines as never))
    lines.forEach((line, index) => note(line, outcomes[index]!))
  }

  for await (const read of readLines(chunks)) {
    try {
      if (read.text === null)
        throw new LineError('', read.reason)
      const line = parseLine(read.text)
      if (waiting.length === together || (waiting.length > 0 && waiting[0]!.line.type !== line.type))
        await flush()
      waiting.push({ number: read.number, line })
    }
    catch (error) {
      if (!(error instanceof LineError))
        throw error
      deny(read.number, error.message)
    }
  }
  await flush()
  return counts
}

/** Writes as soon as the database lets it: the shop may be open meanwhile. */
function patiently({ database }: Pick<ImportParts, 'database'>): Transaction {
  return async (work) => {
    for (let left = patience.attempts; ; left--) {
      try {
        return await database.write(work)
      }
      catch (error) {
        if (left === 0 || !database.isUnavailable(error))
          throw error
        await pause(patience.milliseconds)
      }
    }
  }
}
