import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of a test's own, in memory. */
export interface SmallDisk {
  folder: string
  /** Makes it larger, or read-only: options of `mount -o`. */
  remount: (options: string) => void
  remove: () => void
}

/** Mounts one of so many MiB; null where that is not allowed. */
export function mountSmallDisk(mebibytes: number): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'orderbeat-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder], { stdio: 'ignore' })
  }
  catch {
    rmdirSync(folder)
    return null
  }
  return {
    folder,
    remount: options => void execFileSync('mount', ['-o', `remount,${options}`, folder], { stdio: 'ignore' }),
    remove() {
      // Whoever has a file open on it keeps it until then.
      execFileSync('umount', ['--lazy', folder], { stdio: 'ignore' })
      rmdirSync(folder)
    },
  }
}

/** Whether disks of their own can be mounted here; says so where they cannot. */
export function canMount(): boolean {
  const disk = mountSmallDisk(1)
  disk?.remove()
  if (disk === null)
    console.warn('Skipped: full and read-only disks, because this account may not mount a tmpfs.')
  return disk !== null
}
