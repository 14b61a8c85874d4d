import type { Order, OrderStatus } from '@orderbeat/shared'
import type { Client } from '../api/client.ts'
import type { DemoOffer } from '../session/demo-offer.ts'
import { logIn, updateStaffOrder } from '@orderbeat/shared'
import { createClient } from '../api/client.ts'

/** Somebody who works in the demo shop, as the test page plays them: by the public API, with an account of the demo. */
export interface DemoStaff { move: (orderId: string, status: OrderStatus) => Promise<Order> }

/** Signs in when it is first needed. Without the browser's cookies, so that whoever looks at the page stays signed in. */
export function demoStaff({ accounts, password }: DemoOffer, network: typeof fetch): DemoStaff {
  let token: string | null = null

  const client: Client = createClient({
    fetch: (input, init) => network(input, { ...init, credentials: 'omit' }),
    tokens: { read: () => token, owner: () => 'demo staff', renew: signIn },
  })

  async function signIn(): Promise<boolean> {
    const email = accounts.find(({ role }) => role === 'staff')!.email
    token = (await client.call(logIn, { body: { email, password } })).accessToken
    return true
  }

  return {
    async move(orderId, status) {
      if (token === null)
        await signIn()
      return client.call(updateStaffOrder, { params: { orderId }, body: { status } })
    },
  }
}
