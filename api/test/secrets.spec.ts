import { logIn } from '@orderbeat/shared'
import { expect, it } from 'vitest'
import { refuseSecrets } from './secrets.ts'
import { openShop, testPassword } from './test-shop.ts'

it.each<[string, (shop: Awaited<ReturnType<typeof openShop>>) => Promise<string>]>([
  ['password', async () => testPassword],
  ['token', async shop => (await shop.nobody.call(logIn, { body: { email: 'ana@example.com', password: testPassword } })).body.accessToken],
  ['cookie', async shop => String((await shop.nobody.call(logIn, { body: { email: 'ana@example.com', password: testPassword } })).headers['set-cookie']).split(/[=;]/)[1]!],
  ['key', async () => `obk_${'k'.repeat(43)}`],
])('a %s in the log of a test fails it', async (_, secretOf) => {
  const shop = await openShop()
  await shop.nobody.call(logIn, { body: { email: 'ana@example.com', password: testPassword } })
  shop.app.log.info({ told: await secretOf(shop) }, 'oops')
  await expect(shop.close()).rejects.toThrow('to deeply equal []')
  await shop.database.remove()
})

it.each(['the secret it was given', `obk_${'k'.repeat(43)}`, '$argon2id$v=19$m=19456', 'eyJhbGciOiJIUzI1NiJ9.eyJ', '019a0000-0000-7000-8000-000000000001.'.padEnd(80, 'x')])('%s in what a process wrote fails its test', (secret) => {
  expect(() => refuseSecrets(`{"msg":"fine"}\n{"told":"${secret}"}`, ['the secret it was given', undefined])).toThrow('A process has written secrets: {"told":')
  expect(() => refuseSecrets('{"msg":"fine"}', ['the secret it was given', undefined])).not.toThrow()
})
