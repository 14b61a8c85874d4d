import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

/** A disk of a test's own that does not hold much. */
export interface SmallDisk {
  folder: string
  /** There is room from now on. */
  enlarge: () => void
  remove: () => void
}

/** The ways to have one that this machine allows; says so where there is none. */
export function smallDisks(mebibytes: number): { name: string, open: () => SmallDisk }[] {
  const ways = [{ name: `a disk of ${mebibytes} MiB`, open: () => mountDisk(mebibytes) }, { name: `a quota of ${mebibytes} MiB`, open: () => limitFiles(mebibytes) }]
  const allowed = ways.filter(({ open }) => {
    try {
      open().remove()
      return true
    }
    catch {
      return false
    }
  })
  if (allowed.length === 0)
    console.warn('Skipped: full disks, because this account may neither mount a tmpfs nor limit files with prlimit.')
  return allowed
}

/** A disk in memory. Throws where mounting is not allowed. */
function mountDisk(mebibytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'orderbeat-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder], { stdio: 'ignore' })
  }
  catch (error) {
    rmdirSync(folder)
    throw error
  }
  return {
    folder,
    enlarge: () => void execFileSync('mount', ['-o', 'remount,size=64m', folder], { stdio: 'ignore' }),
    remove() {
      // Whoever has a file open on it keeps it until then.
      execFileSync('umount', ['--lazy', folder], { stdio: 'ignore' })
      rmdirSync(folder)
    },
  }
}

/**
 * A folder of the usual disk, while no file of this process may grow beyond so many MiB.
 * @see https://man7.org/linux/man-pages/man2/getrlimit.2.html (RLIMIT_FSIZE)
 */
function limitFiles(mebibytes: number): SmallDisk {
  const limit = (most: string) => void execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${most}:`], { stdio: 'ignore' })
  limit(String(mebibytes * 2 ** 20))
  const folder = mkdtempSync(join(tmpdir(), 'orderbeat-quota-'))
  return {
    folder,
    enlarge: () => limit('unlimited'),
    remove() {
      limit('unlimited')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
