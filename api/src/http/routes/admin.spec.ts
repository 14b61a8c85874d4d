import type { KeyScope } from '@orderbeat/shared'
import type { Shop } from '../../../test/test-shop.ts'
import { changeStaffAccount, createKey, createStaffAccount, getMe, getStaffOrder, listKeys, listOrders, listStaffAccounts, listStaffOrders, revokeKey, updateStaffOrder } from '@orderbeat/shared'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, testPassword } from '../../../test/test-shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

async function till(scopes: KeyScope[]) {
  const { body } = await shop.ada.call(createKey, { body: { name: 'Till 1', scopes } })
  return { id: body.id, key: body.key!, machine: shop.bearer(body.key!) }
}

describe('a key', () => {
  it('that may read cannot write, and one that may write cannot read', async () => {
    const { id } = await shop.orderOf(shop.ana)
    const reader = (await till(['orders:read'])).machine
    expect((await reader.call(listStaffOrders)).body.orders).not.toEqual([])
    expect((await reader.call(updateStaffOrder, { params: { orderId: id }, body: { status: 'confirmed' } })).problem).toMatchObject({ status: 403, detail: 'This key has not the scope orders:write.' })
    const writer = (await till(['orders:write'])).machine
    expect((await writer.call(listStaffOrders)).status).toBe(403)
    expect((await writer.call(updateStaffOrder, { params: { orderId: id }, body: { status: 'confirmed' } })).status).toBe(200)
    const { body } = await shop.sam.call(getStaffOrder, { params: { orderId: id } })
    expect(body.timeline!.at(-1)!.actor).toMatchObject({ kind: 'key', name: 'Till 1' })
    expect(body.undoUntil).not.toBeNull()
  })

  it('stops at once when it is revoked', async () => {
    const { id, machine } = await till(['orders:read'])
    expect((await machine.call(listStaffOrders)).status).toBe(200)
    const { body } = await shop.ada.call(revokeKey, { params: { keyId: id } })
    expect(body.revokedAt).not.toBeNull()
    expect((await machine.call(listStaffOrders)).status).toBe(401)
    expect((await shop.ada.call(revokeKey, { params: { keyId: 'none' } })).status).toBe(404)
  })

  it('gets 304 with its tag, and none of anybody else\'s', async () => {
    const { machine } = await till(['orders:read'])
    const etag = String((await machine.call(listStaffOrders)).headers.etag)
    expect((await machine.call(listStaffOrders, { headers: { 'if-none-match': etag } })).status).toBe(304)
    expect((await shop.sam.call(listStaffOrders, { headers: { 'if-none-match': etag } })).status).toBe(200)
  })

  it('opens nothing but orders of staff', async () => {
    const { machine } = await till(['orders:read', 'orders:write'])
    for (const endpoint of [getMe, listOrders, listKeys, listStaffAccounts])
      expect((await machine.call(endpoint)).status).toBe(401)
  })

  it('is shown once, and is nowhere in the log or the database', async () => {
    const { id, key, machine } = await till(['orders:read'])
    await machine.call(listStaffOrders)
    expect(key).toMatch(/^obk_[\w-]{43}$/)
    const { body: { keys } } = await shop.ada.call(listKeys)
    expect(keys.find(one => one.id === id)).toMatchObject({ name: 'Till 1', scopes: ['orders:read'], lastUsedAt: new Date(shop.clock.now).toISOString() })
    expect(JSON.stringify([keys, shop.log(), await shop.database.dump()])).not.toContain(key.slice(4))
  })

  it('is made by admins only', async () => {
    for (const caller of [shop.ana, shop.sam])
      expect((await caller.call(createKey, { body: { name: 'Mine', scopes: ['orders:read'] } })).status).toBe(403)
  })
})

describe('people who work here', () => {
  const logIn = (email: string) => shop.app.inject({ method: 'POST', url: '/api/v1/auth/login', payload: { email, password: testPassword } })

  it('are added, and sign in', async () => {
    const body = { name: 'Tom', email: 'Tom@example.com', role: 'staff' as const, password: testPassword }
    const { status, body: tom } = await shop.ada.call(createStaffAccount, { body })
    expect([status, tom]).toMatchObject([201, { name: 'Tom', email: 'tom@example.com', role: 'staff', disabledAt: null }])
    expect((await logIn('tom@example.com')).json()).toMatchObject({ account: { role: 'staff' } })
    expect((await shop.ada.call(createStaffAccount, { body })).problem.type).toBe('/problems/email-taken')
    expect((await shop.ada.call(listStaffAccounts)).body.accounts.map(({ name }) => name)).toEqual(['Ada', 'Sam', 'Tom'])
  })

  it('are shut out at their next refresh when they are disabled, and let in again', async () => {
    await shop.ada.call(createStaffAccount, { body: { name: 'Eve', email: 'eve@example.com', role: 'staff', password: testPassword } })
    const signedIn = await logIn('eve@example.com')
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0]!
    const eve = signedIn.json<{ account: { id: string } }>().account
    const refresh = () => shop.app.inject({ method: 'POST', url: '/api/v1/auth/refresh', headers: { cookie, 'x-orderbeat': '1' } })
    const change = (body: object) => shop.ada.call(changeStaffAccount, { params: { accountId: eve.id }, body })
    expect((await change({ disabled: true })).body.disabledAt).not.toBeNull()
    expect((await refresh()).statusCode).toBe(401)
    expect((await logIn('eve@example.com')).statusCode).toBe(401)
    await change({ disabled: false, role: 'admin', name: 'Eva' })
    expect((await logIn('eve@example.com')).json()).toMatchObject({ account: { name: 'Eva', role: 'admin' } })
    await change({ role: 'staff' })
  })

  it('always have an admin among them', async () => {
    const before = await shop.database.dump()
    for (const body of [{ disabled: true }, { role: 'staff' as const }])
      expect((await shop.ada.call(changeStaffAccount, { params: { accountId: shop.ada.id }, body })).problem).toMatchObject({ status: 409, type: '/problems/last-admin' })
    expect(await shop.database.dump()).toEqual(before)
  })

  it('always have one, also when two shut each other out at the same moment', async () => {
    const { body: eve } = await shop.ada.call(createStaffAccount, { body: { name: 'Eve', email: 'second@example.com', role: 'admin', password: testPassword } })
    const asEve = shop.bearer((await logIn('second@example.com')).json<{ accessToken: string }>().accessToken)
    for (let time = 0; time < 10; time++) {
      const [one, other] = await Promise.all([
        shop.ada.call(changeStaffAccount, { params: { accountId: eve.id }, body: { disabled: true } }),
        asEve.call(changeStaffAccount, { params: { accountId: shop.ada.id }, body: { disabled: true } }),
      ])
      expect([one.status, other.status].toSorted()).toEqual([200, 409])
      await shop.database.meddle('update accounts set disabled_at = null')
    }
    await shop.ada.call(changeStaffAccount, { params: { accountId: eve.id }, body: { role: 'staff' } })
  })

  it('are no customers, and changed by admins only', async () => {
    expect((await shop.ada.call(changeStaffAccount, { params: { accountId: shop.ana.id }, body: { disabled: true } })).status).toBe(404)
    expect((await shop.sam.call(changeStaffAccount, { params: { accountId: shop.sam.id }, body: { role: 'admin' } })).status).toBe(403)
  })
})
