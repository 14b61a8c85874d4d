import type { Endpoint, Input, Output } from '@orderbeat/shared'
import { cancelOrder, createKey, createStaffAccount, logIn, placeOrder, putProduct, register, updateStaffOrder, urlOf } from '@orderbeat/shared'
import { payloads } from './payloads.ts'

const password = 'orderbeat-demo'
const perOrder = 5
/** As many payloads in one name as it holds: a password is hashed for each. */
const longestName = 80

/** The orders of the customer whose texts are all hostile, and her email. */
export interface HostileShop { customer: string, numbers: string[] }

/** Fills every text that anybody can type, through the API, with every payload. */
export async function fillWithPayloads(origin: string): Promise<HostileShop> {
  const admin = await signedIn(origin, logIn, { body: { email: 'ada@example.com', password } })
  const products = await inTurn(payloads, (text, index) => admin(putProduct, { params: { sku: `EVIL-${index}` }, body: { name: text, description: text, price: 500, available: true } }))
  await inTurn(payloads, text => admin(createKey, { body: { name: text, scopes: ['orders:read'] } }))
  await inTurn(packed(longestName), (text, index) => admin(createStaffAccount, { body: { name: text, email: `worker-${index}@example.com`, role: 'staff', password } }))
  await inTurn(packed(longestName), async (text, index) => {
    const named = await signedIn(origin, register, { body: { name: text, email: `named-${index}@example.com`, password } })
    await named(placeOrder, { body: { items: [{ productId: products[index]!.id, quantity: 1 }], fulfilment: 'pickup', paymentMethod: 'card', note: text } })
  })
  const email = 'mallory@example.com'
  const mallory = await signedIn(origin, register, { body: { name: payloads[12]!, email, password } })
  const numbers: string[] = []
  for (let from = 0; from < payloads.length; from += perOrder) {
    const some = payloads.slice(from, from + perOrder)
    const body = { items: products.slice(from, from + perOrder).map(({ id }) => ({ productId: id, quantity: 1 })), fulfilment: 'delivery', paymentMethod: 'card', address: some.join('\n'), note: some.join('\n') } as const
    const { id, number } = await mallory(placeOrder, { body })
    for (const [index, text] of some.entries())
      await admin(updateStaffOrder, { params: { orderId: id }, body: { comment: text, customerComment: text, trackingNumber: text, discount: { amount: index + 1, reason: text } } })
    await mallory(cancelOrder, { params: { orderId: id }, body: { reason: some.join('\n') } })
    numbers.push(number)
  }
  return { customer: email, numbers }
}

async function signedIn<E extends typeof logIn | typeof register>(origin: string, endpoint: E, input: Input<E>) {
  const { accessToken } = await send(origin, endpoint, input)
  return <E2 extends Endpoint>(called: E2, given: Input<E2>) => send(origin, called, given, accessToken)
}

async function send<E extends Endpoint>(origin: string, endpoint: E, input: Input<E>, token?: string): Promise<Output<E>> {
  const answer = await fetch(origin + urlOf(endpoint, input), {
    method: endpoint.method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    ...(input.body && { body: JSON.stringify(input.body) }),
  })
  if (!answer.ok)
    throw new Error(`${endpoint.schema.operationId}: ${answer.status} ${await answer.text()}`)
  return await answer.json() as Output<E>
}

/** Some at a time, in their order. */
async function inTurn<T, R>(all: readonly T[], work: (one: T, index: number) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let from = 0; from < all.length; from += 10)
    results.push(...await Promise.all(all.slice(from, from + 10).map((one, index) => work(one, from + index))))
  return results
}

function packed(longest: number): string[] {
  const packs = ['']
  for (const text of payloads) {
    const together = `${packs.at(-1)!} ${text}`.trim()
    if (together.length > longest)
      packs.push(text)
    else
      packs[packs.length - 1] = together
  }
  return packs
}
