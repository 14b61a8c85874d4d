import { readdirSync, readFileSync } from 'node:fs'

/** How long a tick of the system's CPU accounts is, in microseconds. */
const tick = 10_000

/**
 * Microseconds of CPU that a process and its children have used, also those that have ended; null where the system does not tell.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export function cpuWithChildren(pid: number): number | null {
  try {
    const processes = readdirSync('/proc').filter(name => /^\d+$/.test(name)).flatMap(name => accountOf(Number(name)) ?? [])
    const own = processes.find(one => one.pid === pid)!
    return (own.used + own.ended + processes.filter(({ parent }) => parent === pid).reduce((sum, { used }) => sum + used, 0)) * tick
  }
  catch {
    return null
  }
}

function accountOf(pid: number): { pid: number, parent: number, used: number, ended: number } | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
    const [parent, user, system, endedUser, endedSystem] = [1, 11, 12, 13, 14].map(index => Number(fields[index]))
    return { pid, parent: parent!, used: user! + system!, ended: endedUser! + endedSystem! }
  }
  catch {
    return null
  }
}
