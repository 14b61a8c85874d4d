import { hash, verify } from '@node-rs/argon2'
import { createTurns } from './turns.ts'

/** Argon2id with the parameters that OWASP gives as the least: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hashes and checks passwords. */
export interface Passwords {
  hash: (password: string) => Promise<string>
  /** Without a hash (an unknown account) it works as long as with one, and says no. */
  verify: (password: string, passwordHash: string | null) => Promise<boolean>
}

/** Two at once leave the rest of the process room to work; those who would wait a second and more for a turn had better come again. */
const turns = { atOnce: 2, waiting: 100 }

/** `waiting` says how many wait for their turn. Both throw LaterError when too many do. */
export async function createPasswords(): Promise<Passwords & { waiting: () => number }> {
  const nobodys = await hash(crypto.randomUUID(), cost)
  const { take, waiting } = createTurns(turns)
  return {
    hash: password => take(() => hash(password, cost)),
    verify: async (password, passwordHash) => await take(() => verify(passwordHash ?? nobodys, password)) && passwordHash !== null,
    waiting,
  }
}
