import { execFileSync } from 'node:child_process'

/** Whether system calls can be traced here; says so where they cannot. */
export function canTrace(): boolean {
  try {
    execFileSync('strace', ['-f', '-e', 'trace=none', 'true'], { stdio: 'ignore' })
    return true
  }
  catch {
    console.warn('Skipped: what the system is asked to do, because strace is missing or not allowed.')
    return false
  }
}

/** What a trace says about answers to writes and what was on the disk before each of them. */
export interface TracedAnswers { answers: number, early: number, syncs: number }

/**
 * Reads a trace (`strace -f -y`) in its order: an answer is early when the log of the database was written to, and not brought
 * to the disk, before it left.
 */
export function readTrace(trace: string, status: number): TracedAnswers {
  const seen = { answers: 0, early: 0, syncs: 0 }
  let dirty = false
  let syncedSince = false
  for (const line of trace.split('\n')) {
    if (/pwrite64\(\d+<[^>]+-wal>/.test(line)) {
      dirty = true
    }
    else if (/f(?:data)?sync\(\d+<[^>]+-wal>\)\s+= 0/.test(line)) {
      seen.syncs++
      dirty = false
      syncedSince = true
    }
    else if (line.includes(`HTTP/1.1 ${status} `)) {
      seen.answers++
      seen.early += dirty || !syncedSince ? 1 : 0
      syncedSince = false
    }
  }
  return seen
}
