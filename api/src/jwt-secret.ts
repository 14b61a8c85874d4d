import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'

/** The demo's own secret, made once and kept beside its database, so that a restart signs nobody out. */
export function keptSecret(databaseUrl: string): string {
  const file = `${databaseUrl.replace(/^file:(?:\/\/)?/, '')}.jwt-secret`
  try {
    writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' })
  }
  catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
      throw error
  }
  return readFileSync(file, 'utf8')
}
