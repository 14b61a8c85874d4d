import type { DeviceStore } from '../offline/device-store.ts'
import type { Act, OutboxEntry } from './outbox-entry.ts'
import type { OutboxParts } from './outbox.ts'
import { cancelOrder, contractVersion, listNotifications, listOrders, placeOrder } from '@orderbeat/shared'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test, vi } from 'vitest'
import { fakeApi, problem, reply } from '../../test/fake-api.ts'
import { fakeBrowser } from '../../test/fake-tabs.ts'
import { appAround } from '../../test/mount-app.ts'
import { ana, anOrder, aPage, ben, morning, sessionOf } from '../../test/samples.ts'
import { refusedBecause } from '../../test/staff-samples.ts'
import { openDeviceStore } from '../offline/device-store.ts'
import { createOutbox } from './outbox.ts'
import 'fake-indexeddb/auto'

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
})

const order: Act & { kind: 'place' } = { kind: 'place', body: { items: [{ productId: 'beans', quantity: 2 }], fulfilment: 'pickup', paymentMethod: 'card' }, lines: [{ name: 'Coffee beans', quantity: 2 }], total: 2500, currency: 'EUR' }
const cancel = { kind: 'cancel', orderId: 'order-1', number: 'ONLINE-000001', reason: 'Twice' } as const

/** Ana's shop in a browser: each `tab` has an outbox of its own on one device. */
function device(api = fakeApi()) {
  const told: OutboxEntry[] = []
  const network = { offline: false }
  const openTab = fakeBrowser()
  api.on(placeOrder, () => reply({ status: 201, body: anOrder() }))
  api.on(cancelOrder, anOrder(['cancelled']))
  function tab(parts: Partial<OutboxParts> = {}) {
    const app = appAround({ api })
    const store: DeviceStore = openDeviceStore()
    const outbox = createOutbox({
      client: app.client,
      queryClient: app.queryClient,
      store,
      locks: openTab().locks,
      now: () => morning,
      account: () => app.session.account?.id ?? null,
      reach: async () => {},
      offline: () => network.offline,
      onOutcome: entry => told.push(entry),
      onLater: () => {},
      onChange: () => {},
      ...parts,
    })
    return { ...app, ...outbox, store }
  }
  const sent = () => api.requests.filter(({ endpoint }) => endpoint === placeOrder || endpoint === cancelOrder).map(({ endpoint, headers }) => [endpoint.schema.operationId, headers.get('idempotency-key')])
  return { api, tab, told, network, sent }
}

test('with a connection an act is sent at once, and nothing is left of it', async () => {
  const { tab, told, sent } = device()
  const { send, entries } = tab()
  expect((await send(order))?.number).toBe('ONLINE-000001')
  expect([entries.value, told, sent().length]).toEqual([[], [], 1])
})

test('what waits unchanged is the very list that is shown, so that nothing renders again', async () => {
  const { tab, network } = device()
  network.offline = true
  const { send, load, entries } = tab()
  const none = entries.value
  await load()
  expect(entries.value).toBe(none)
  await send(order)
  const waiting = entries.value
  await load()
  expect(entries.value).toBe(waiting)
})

test('what is done offline outlives the page and is sent once, in order, each under a key of its own', async () => {
  const { tab, told, network, sent } = device()
  network.offline = true
  const before = tab()
  expect([await before.send(order), await before.send(cancel), await before.send(order)]).toEqual([null, null, null])
  expect(sent()).toEqual([])
  network.offline = false
  const after = tab()
  await after.sendWaiting()
  await after.sendWaiting()
  expect(sent().map(([operation]) => operation)).toEqual(['placeOrder', 'cancelOrder', 'placeOrder'])
  expect(new Set(sent().map(([, key]) => key)).size).toBe(3)
  expect(told.map(({ act, outcome }) => [act.kind, outcome])).toEqual([['place', null], ['cancel', null], ['place', null]])
  expect(after.entries.value).toEqual([])
})

test('of two tabs one sends', async () => {
  const { tab, network, sent } = device()
  network.offline = true
  const [one, other] = [tab(), tab()]
  await one.send(order)
  await one.send(cancel)
  await Promise.all([one.sendWaiting(), other.sendWaiting()])
  expect(sent().map(([operation]) => operation)).toEqual(['placeOrder', 'cancelOrder'])
})

test('an act without an answer waits, cannot be taken back, and is sent again under its key, before what was done later', async () => {
  const { api, tab, network, sent } = device()
  const { send, entries, takeBack, sendWaiting } = tab()
  api.network.down = true
  expect(await send(order)).toBeNull()
  expect(entries.value).toMatchObject([{ tried: true, outcome: null }])
  expect(await takeBack(entries.value[0]!.id)).toBe(false)
  network.offline = true
  await send(cancel)
  api.network.down = false
  await sendWaiting()
  const [[, lost], [again, key], [last]] = sent() as [string, string][] as [[string, string], [string, string], [string, string]]
  expect([again, key === lost, last]).toEqual(['placeOrder', true, 'cancelOrder'])
})

test('what waits can be taken back, and is then never sent', async () => {
  const { tab, network, sent } = device()
  network.offline = true
  const { send, entries, takeBack, sendWaiting } = tab()
  await send(order)
  expect(await takeBack(entries.value[0]!.id)).toBe(true)
  network.offline = false
  await sendWaiting()
  expect([entries.value, sent()]).toEqual([[], []])
})

test('what the shop turns away for now goes on waiting, and can still be taken back', async () => {
  const { api, tab } = device()
  api.on(placeOrder, () => problem('unavailable', { 'retry-after': '7' }))
  const onLater = vi.fn()
  const { send, entries, takeBack } = tab({ onLater })
  expect(await send(order)).toBeNull()
  expect(onLater).toHaveBeenCalledWith(7000)
  expect(await takeBack(entries.value[0]!.id)).toBe(true)
})

test('what an older app has kept is not sent but explained, and what a newer one keeps is left to it', async () => {
  const { tab, told, network, sent } = device()
  network.offline = true
  const { send, store, sendWaiting, load } = tab()
  await send(order)
  await send(cancel)
  const [older, now] = await load()
  await store.put('outbox', { ...older!, contract: contractVersion - 1 })
  await sendWaiting()
  expect(sent().map(([operation]) => operation)).toEqual(['cancelOrder'])
  expect(told.map(({ act, outcome }) => [act.kind, outcome])).toEqual([['place', { kind: 'outdated' }], ['cancel', null]])
  await store.put('outbox', { ...now!, contract: contractVersion + 1 })
  await sendWaiting()
  expect([sent().length, (await load()).map(({ outcome }) => outcome)]).toEqual([1, [{ kind: 'outdated' }, null]])
})

test('what the shop has no address for any more waits for another version of the app, and can still be taken back', async () => {
  const { api, tab, told } = device()
  api.on(placeOrder, () => problem('not-found'))
  const { send, entries, takeBack } = tab()
  expect(await send(order)).toBeNull()
  expect([told, entries.value.length, await takeBack(entries.value[0]!.id)]).toEqual([[], 1, true])
})

test('a refusal is thrown to whoever waits for it, and kept until it is read for whoever did not', async () => {
  const { api, tab, told, network } = device()
  api.on(cancelOrder, () => refusedBecause('The shop has started on this order: ask it to cancel.'))
  const { send, entries, sendWaiting, dismiss } = tab()
  await expect(send(cancel)).rejects.toMatchObject({ code: 'transition-refused' })
  expect(entries.value).toEqual([])
  network.offline = true
  await send(cancel)
  await send(order)
  await sendWaiting()
  expect(told.map(({ outcome }) => outcome?.kind)).toEqual(['refused', undefined])
  expect(entries.value).toMatchObject([{ outcome: { kind: 'refused', code: 'transition-refused' } }])
  await dismiss(entries.value[0]!.id)
  expect(entries.value).toEqual([])
})

test('another price is told, with what it was', async () => {
  const { tab, told, network } = device()
  network.offline = true
  const { send, sendWaiting } = tab()
  await send({ ...order, total: 2000 })
  await sendWaiting()
  expect(told[0]!.outcome).toEqual({ kind: 'price-changed', order: { id: 'order-1', number: 'ONLINE-000001', total: 2500 } })
})

test('nobody sees or sends what is another\'s', async () => {
  const { tab, network, sent } = device()
  network.offline = true
  const { send, load, session, sendWaiting } = tab()
  await send(order)
  session.begin(sessionOf(ben))
  expect(await load()).toEqual([])
  await sendWaiting()
  expect(sent()).toEqual([])
  session.begin(sessionOf(ana))
  await sendWaiting()
  expect(sent()).toHaveLength(1)
})

test('nothing is sent in another\'s name when somebody else signs in while it is about to be', async () => {
  const { tab, network, sent } = device()
  network.offline = true
  const here = tab({ reach: async () => here.session.begin(sessionOf(ben)) })
  await here.send(order)
  await here.sendWaiting()
  expect(sent()).toEqual([])
})

test('what came of it shows at once in the history', async () => {
  const { api, tab } = device()
  api.on(listOrders, aPage(anOrder()))
  api.on(listNotifications, () => problem('unavailable'))
  const { send, queryClient } = tab()
  const key = ['listOrders', 'ana', '/api/v1/orders']
  queryClient.setQueryData(key, aPage(anOrder()))
  await send(cancel)
  expect(queryClient.getQueryData(key)).toMatchObject({ orders: [{ status: 'cancelled' }] })
})
