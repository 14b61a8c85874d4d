import { verifyDatabase } from '../src/data-tools.ts'
import { inWords } from '../src/shop-data/verify/difference.ts'

/** What `pnpm data verify` finds in a file, a line each. */
export async function differencesIn(path: string): Promise<string[]> {
  const found: string[] = []
  await verifyDatabase(`file:${path}`, difference => found.push(inWords(difference)))
  return found
}
