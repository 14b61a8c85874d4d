import type { Caller, CallerParts, ClientWorld } from '@orderbeat/shared/client'
import { createKey, keyScopes, revokeKey } from '@orderbeat/shared'
import { createCaller, createOrderbeatClient, OrderbeatError, willPass, worldOf } from '@orderbeat/shared/client'
import { createDemoCustomers, signIn } from './demo-people.ts'
import { demoAccounts } from './demo-shop.ts'
import { createTurns } from './demo-turns.ts'

export interface DemoTillParts extends Partial<ClientWorld> {
  /** Where the demo shop is: `http://localhost:3000`. */
  origin: string
  /** Seconds from one move to the next. */
  every: number
  /** Has the demo's customers order when little is left to do. */
  orders: boolean
  tell: (line: string) => void
  /** Ends it. */
  signal: AbortSignal
}

/** What keeps the till from working, and what to do about it, in sentences for whoever has started it. */
export class DemoTillError extends Error {
  override name = 'DemoTillError'
}

const name = 'Demo till'
const admin = demoAccounts.find(({ role }) => role === 'admin')!.email

/**
 * Takes the demo shop's open orders through their life, as a till does: through the public API, with a key of its own.
 * It works until the signal fires, and leaves no key behind. Throws DemoTillError.
 */
export async function runDemoTill({ origin, every, orders, tell, signal, ...given }: DemoTillParts): Promise<void> {
  const world = worldOf(given)
  const shop = { origin, ...world }
  const { id, key } = await asAdmin(shop, call => call(createKey, { body: { name, scopes: [...keyScopes] } }))
  tell(`${name}: a move every ${every} s, to be watched at ${origin}/staff/orders. Ctrl-C stops it.`)
  const takeTurn = createTurns(createOrderbeatClient({ ...shop, key: key! }), orders ? createDemoCustomers(shop) : null, signal)
  try {
    for (let told = ''; !signal.aborted; await world.pause(every * 1000, signal)) {
      const line = await takeTurn().catch(lineOf)
      if (line !== told && line !== null)
        tell(line)
      told = line ?? told
    }
  }
  finally {
    tell(await asAdmin(shop, call => call(revokeKey, { params: { keyId: id } }, { attempts: 1 })).then(
      () => 'Stopped, and the key is revoked.',
      () => `Stopped, but the key "${name}" could not be revoked: an admin can do it when the shop answers again.`,
    ))
  }

  /** What is told of a turn that failed, where the next one may succeed. */
  function lineOf(error: unknown): string | null {
    if (signal.aborted)
      return null
    if (willPass(error))
      return 'The shop does not answer, the next try follows.'
    if (!(error instanceof OrderbeatError))
      throw error
    if (error.code === 'unauthenticated')
      throw new DemoTillError('The key opens nothing any more: it was revoked, or the shop began anew. Start the till again.')
    return `The shop refuses: ${error.message}`
  }
}

async function asAdmin<T>(shop: Omit<CallerParts, 'bearer'>, work: (call: Caller) => Promise<T>): Promise<T> {
  try {
    const { accessToken } = await signIn(shop, admin)
    return await work(createCaller({ ...shop, bearer: accessToken }))
  }
  catch (error) {
    if (error instanceof OrderbeatError && error.code === 'invalid-credentials')
      throw new DemoTillError(`The shop at ${shop.origin} is no demo shop: nobody signs in there as ${admin} with the demo's password.\nStart a demo shop with \`npm start\`, and if it is elsewhere say where: --origin http://localhost:3456`)
    if (willPass(error))
      throw new DemoTillError(`No shop answers at ${shop.origin} (${error.message}).\nStart one with \`npm start\` in another terminal, and if it is elsewhere say where: --origin http://localhost:3456`)
    throw error
  }
}
