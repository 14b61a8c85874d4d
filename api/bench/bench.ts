import type { Report } from './figures.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureGrowth } from './growth.ts'
import { measurePolls } from './polls.ts'
import { measurePostgres } from './postgres.ts'
import { measureWaiting } from './waiting.ts'

/** The parts of the bench by name, each on files in a folder of its own. */
export const apiParts: Record<string, (folder: string) => Promise<Report>> = { polls: measurePolls, growth: measureGrowth, waiting: measureWaiting, postgres: measurePostgres }

/** Runs one part in a temporary folder that is gone afterwards. */
export async function runPart(part: (folder: string) => Promise<Report>): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'orderbeat-bench-'))
  try {
    return await part(folder)
  }
  finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
