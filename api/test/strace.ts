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

/** What a trace says: answers to writes, commits that were on the disk, and answers that left before theirs was. */
export interface TracedAnswers { answers: number, early: number, commits: number }

/**
 * Reads a trace (`strace -f -y`) in its order, from the first connection on. Writes commit one after the other, so an answer
 * is early when as many answers as there are commits on the disk have left before it. The log's own head, which it begins anew
 * with from time to time, is no commit.
 * @see https://www.sqlite.org/fileformat2.html#walformat
 */
export function readTrace(trace: string): TracedAnswers {
  const seen = { answers: 0, early: 0, commits: 0 }
  let written = false
  for (const line of trace.slice(trace.search(/accept4\(.* = \d/)).split('\n')) {
    if (/pwrite64\(\d+<[^>]+-wal>/.test(line)) {
      written ||= !/, 32, 0\) += 32$/.test(line)
    }
    else if (/f(?:data)?sync\(\d+<[^>]+-wal>\)\s+= 0/.test(line)) {
      seen.commits += written ? 1 : 0
      written = false
    }
    else if (/HTTP\/1\.1 20[01] /.test(line)) {
      seen.answers++
      seen.early += seen.answers > seen.commits ? 1 : 0
    }
  }
  return seen
}
