import { hash, verify } from '@node-rs/argon2'

/** Argon2id with the parameters that OWASP gives as the least: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hashes and checks passwords. */
export interface Passwords {
  hash: (password: string) => Promise<string>
  /** Without a hash (an unknown account) it works as long as with one, and says no. */
  verify: (password: string, passwordHash: string | null) => Promise<boolean>
}

export async function createPasswords(): Promise<Passwords> {
  const nobodys = await hash(crypto.randomUUID(), cost)
  return {
    hash: password => hash(password, cost),
    verify: async (password, passwordHash) => await verify(passwordHash ?? nobodys, password) && passwordHash !== null,
  }
}
