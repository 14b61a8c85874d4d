import type { Endpoint, Input, Output } from '@orderbeat/shared'
import { bulkUpdateOrders, cancelOrder, changeStaffAccount, createKey, createStaffAccount, logIn, placeOrder, putProduct, register, updateStaffOrder, urlOf } from '@orderbeat/shared'
import { payloads } from './payloads.ts'

const password = 'orderbeat-demo'
const perOrder = 5
/** As many payloads in one name as it holds: a password is hashed for each. */
export const longest = { name: 80, search: 100, comment: 1000, reason: 500, id: 60 } as const

/** Texts of one field, told from those of all others by its letters. */
export function marked(texts: readonly string[], field: string): string[] {
  return texts.map(text => `${text} ${field}`)
}

/** All payloads in as few texts of this length as hold them, with the letters of their field. */
export function packed(length: number, field: string): string[] {
  const packs = ['']
  for (const text of payloads) {
    const together = `${packs.at(-1)!} ${text}`.trim()
    if (together.length > length - field.length - 1)
      packs.push(text)
    else
      packs[packs.length - 1] = together
  }
  return marked(packs, field)
}

/** The customer whose texts are all hostile, and where each text is to be read again. */
export interface HostileShop {
  customer: string
  /** Hers that are under way: texts that everybody reads, those that she is also told of, those of the staff alone, and the parcel's page. */
  orders: { number: string, texts: string[], told: string[], internal: string[], link: string }[]
  cancelled: { number: string, reason: string }[]
  /** Others' orders that a run has moved. */
  moved: { number: string, name: string, comment: string }[]
  /** Of people who work here. */
  emails: string[]
}

/** Fills every text that anybody can type, through the API, with every payload. */
export async function fillWithPayloads(origin: string): Promise<HostileShop> {
  const admin = await signedIn(origin, logIn, { body: { email: 'ada@example.com', password } })
  const names = marked(payloads, 'pn')
  const products = await inTurn(marked(payloads, 'pd'), (description, index) => admin(putProduct, { params: { sku: `EVIL-${index}` }, body: { name: names[index]!, description, price: 500, available: true } }))
  await inTurn(marked(payloads, 'kn'), name => admin(createKey, { body: { name, scopes: ['orders:read'] } }))
  const renamed = packed(longest.name, 'ac')
  const emails = packed(longest.id, 'ae').map(emailOf)
  await inTurn(packed(longest.name, 'an'), (name, index) => admin(createStaffAccount, { body: { name, email: `worker-${index}@example.com`, role: 'staff', password } }))
  await inTurn(emails, async (email, index) => {
    const { id } = await admin(createStaffAccount, { body: { name: 'Somebody', email, role: 'staff', password } })
    await admin(changeStaffAccount, { params: { accountId: id }, body: { name: renamed[index] ?? 'Somebody else' } })
  })
  const items = products.slice(0, 1).map(({ id }) => ({ productId: id, quantity: 1 }))
  const named = await inTurn(packed(longest.name, 'cn'), async (name, index) => {
    const one = await signedIn(origin, register, { body: { name, email: `named-${index}@example.com`, password } })
    return { name, ...await one(placeOrder, { body: { items, fulfilment: 'pickup', paymentMethod: 'card' } }) }
  })
  const moved = await inTurn(packed(longest.comment, 'bc'), async (comment, index) => {
    const { id, number, name } = named[index]!
    await admin(bulkUpdateOrders, { body: { orders: [{ id }], status: 'confirmed', comment } })
    return { number, name, comment }
  })
  const customer = 'mallory@example.com'
  const mallory = await signedIn(origin, register, { body: { name: payloads[12]!, email: customer, password } })
  const orders: HostileShop['orders'] = []
  for (let from = 0; from < payloads.length; from += perOrder) {
    const of = (field: string): string[] => marked(payloads.slice(from, from + perOrder), field)
    const bought = products.slice(from, from + perOrder).map(({ id }) => ({ productId: id, quantity: 1 }))
    const { id, number } = await mallory(placeOrder, { body: { items: bought, fulfilment: 'delivery', paymentMethod: 'card', address: of('oa').join('\n'), note: of('on').join('\n') } })
    const link = linkOf(of('tu').join('&'))
    for (let index = 0; index < perOrder; index++)
      await admin(updateStaffOrder, { params: { orderId: id }, body: { comment: of('sc')[index]!, customerComment: of('cc')[index]!, trackingNumber: of('tn')[index]!, trackingUrl: link, discount: { amount: index + 1, reason: of('dr')[index]! } } })
    orders.push({ number, link, texts: ['pn', 'oa', 'on', 'dr'].flatMap(of), told: ['cc', 'tn'].flatMap(of), internal: of('sc') })
  }
  const cancelled = await inTurn(packed(longest.reason, 'cr'), async (reason) => {
    const { id, number } = await mallory(placeOrder, { body: { items, fulfilment: 'pickup', paymentMethod: 'card' } })
    await mallory(cancelOrder, { params: { orderId: id }, body: { reason } })
    return { number, reason }
  })
  return { customer, orders, cancelled, moved, emails }
}

/** An address of a parcel's page with as much of a text as addresses take: they are refused otherwise. */
function linkOf(text: string): string {
  return `https://parcels.example/?${text.replaceAll(/[\s"'<>]/g, sign => `%${sign.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`)}`
}

function emailOf(text: string): string {
  return `${text.replaceAll(/[\s@]/g, '/')}@evil.example`.toLowerCase()
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
