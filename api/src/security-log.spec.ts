import type { Shop } from '../test/test-shop.ts'
import { changeStaffAccount, createKey, createStaffAccount, listStaffOrders, logIn, logOut, placeOrder, refreshSession, register, revokeKey } from '@orderbeat/shared'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openShop, testConfig, testPassword } from '../test/test-shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop({ config: { ...testConfig, rateLimits: true } })
})
afterEach(() => shop.close())

const from = '127.0.0.1'
const own = { 'x-orderbeat': '1' }

/** What the security log has, without what every line of a log has. */
function told() {
  return shop.log().filter(line => 'security' in line).map(({ security, level: _level, time: _time, pid: _pid, hostname: _host, msg: _msg, instance: _instance, ...about }) => [security, about])
}

const cookieOf = (headers: Record<string, unknown>) => String([headers['set-cookie']].flat()[0]).split(';')[0]!
const signIn = async (password: string) => await shop.nobody.call(logIn, { body: { email: 'ana@example.com', password } })

it('tells of people who come, fail to come, and go', async () => {
  const { body } = await shop.nobody.call(register, { body: { name: 'Cleo', email: 'cleo@example.com', password: 'long enough' } })
  await signIn('wrong password')
  const cookie = cookieOf((await signIn(testPassword)).headers)
  await shop.nobody.call(logOut, { headers: { ...own, cookie } })
  expect(told()).toEqual([
    ['registered', { account: body.account.id, from }],
    ['refused', { code: 'invalid-credentials', from }],
    ['signed-in', { account: shop.ana.id, role: 'customer', from }],
    ['signed-out', { account: shop.ana.id }],
  ])
})

it('tells that a token came back that had been used', async () => {
  const cookies = [cookieOf((await signIn(testPassword)).headers)]
  for (let time = 0; time < 2; time++)
    cookies.push(cookieOf((await shop.nobody.call(refreshSession, { headers: { ...own, cookie: cookies.at(-1)! } })).headers))
  await shop.nobody.call(refreshSession, { headers: { ...own, cookie: cookies[0]! } })
  expect(told().slice(1)).toEqual([
    ['session-reused', { account: shop.ana.id, from }],
    ['refused', { code: 'unauthenticated', from }],
  ])
})

it('tells who may do what from now on, and who said so', async () => {
  const { body: { id } } = await shop.ada.call(createStaffAccount, { body: { name: 'Kim', email: 'kim@example.com', role: 'staff', password: 'long enough' } })
  for (const body of [{ role: 'admin' }, { disabled: true }, { disabled: false }, { name: 'Kimberly' }] as const)
    await shop.ada.call(changeStaffAccount, { params: { accountId: id }, body })
  expect(told()).toEqual([
    ['account-made', { by: shop.ada.id, account: id, role: 'staff' }],
    ['role-changed', { by: shop.ada.id, account: id, from: 'staff', to: 'admin' }],
    ['account-disabled', { by: shop.ada.id, account: id }],
    ['account-enabled', { by: shop.ada.id, account: id }],
  ])
})

it('tells of a key when it is made, used from somewhere new, and revoked, not of each of its polls', async () => {
  const { body: { id, key } } = await shop.ada.call(createKey, { body: { name: 'Till', scopes: ['orders:read'] } })
  const poll = (remoteAddress: string) => shop.app.inject({ url: listStaffOrders.url, remoteAddress, headers: { authorization: `Bearer ${key!}` } })
  for (const address of ['192.0.2.1', '192.0.2.1', '192.0.2.1', '198.51.100.1'])
    await poll(address)
  await shop.ada.call(revokeKey, { params: { keyId: id } })
  await poll('192.0.2.1')
  expect(told()).toEqual([
    ['key-made', { by: shop.ada.id, key: id, scopes: ['orders:read'] }],
    ['key-used-from', { key: id, from: '192.0.2.1' }],
    ['key-used-from', { key: id, from: '198.51.100.1' }],
    ['key-revoked', { by: shop.ada.id, key: id }],
    ['refused', { code: 'unauthenticated', from: '192.0.2.1' }],
  ])
})

it('tells who was refused and by which code, but nothing of who shows nothing', async () => {
  await shop.ana.call(listStaffOrders)
  await shop.sam.call(placeOrder, { body: shop.basket() })
  await shop.bearer('x.y.z').call(placeOrder, { body: shop.basket() })
  await shop.nobody.call(placeOrder, { body: shop.basket() })
  await shop.nobody.call(refreshSession, { headers: own })
  await shop.nobody.call(refreshSession, { headers: { ...own, origin: 'https://evil.example' } })
  for (let time = 0; time < 11; time++)
    await signIn('wrong password')
  expect(told()).toEqual([
    ['refused', { code: 'forbidden', account: shop.ana.id, from }],
    ['refused', { code: 'customers-only', account: shop.sam.id, from }],
    ['refused', { code: 'unauthenticated', from }],
    ['refused', { code: 'forbidden', from }],
    ...Array.from({ length: 10 }, () => ['refused', { code: 'invalid-credentials', from }]),
    ['refused', { code: 'too-many-requests', from }],
  ])
})
