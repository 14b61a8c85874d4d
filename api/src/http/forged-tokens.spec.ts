import type { InjectOptions } from 'fastify'
import type { Shop } from '../../test/test-shop.ts'
import { logIn, refreshSession, urlOf } from '@orderbeat/shared'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgedTokens, rightToken } from '../../test/forged-tokens.ts'
import { jwtSecret, openShop, testPassword } from '../../test/test-shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

async function ask(url: string, authorization: string) {
  return told({ url, headers: { authorization } })
}

/** The status of an answer, and all else that it says but for the instance and what follows from that. */
async function told(request: InjectOptions) {
  const { statusCode, headers, body } = await shop.app.inject(request)
  const { date: _date, 'content-length': _length, ...rest } = headers
  return { status: statusCode, told: JSON.stringify([rest, body.replace(/"instance":"[^"]+"/, '')]) }
}

/** What everybody is told who shows nothing. */
const refusal = () => told({ url: '/api/v1/me' })

describe('a forged token', () => {
  it('opens nothing, breaks nothing, and learns nothing: one identical 401', async () => {
    const forged = forgedTokens(jwtSecret, shop.ada.id, shop.clock.now / 1000)
    expect(Object.keys(forged).length).toBeGreaterThan(150)
    expect((await ask('/api/v1/me', `Bearer ${rightToken(jwtSecret, shop.ada.id, shop.clock.now / 1000)}`)).status).toBe(200)
    const before = await shop.database.dump()
    const expected = await refusal()
    expect(expected).toMatchObject({ status: 401, told: expect.stringContaining('/problems/unauthenticated') as string })
    for (const [name, token] of Object.entries(forged)) {
      for (const url of ['/api/v1/me', '/api/v1/orders', '/api/v1/staff/orders', '/api/v1/staff/keys'])
        expect([name, await ask(url, `Bearer ${token}`)]).toEqual([name, expected])
    }
    expect(await shop.database.dump()).toEqual(before)
  }, 30_000)

  it('is a refresh token, too, where an access token is wanted', async () => {
    const { headers, body } = await shop.nobody.call(logIn, { body: { email: 'ada@example.com', password: testPassword } })
    const refreshToken = String(headers['set-cookie']).split(/[=;]/)[1]!
    expect(await ask('/api/v1/me', `Bearer ${refreshToken}`)).toEqual(await refusal())
    expect(await told({ method: 'POST', url: urlOf(refreshSession), headers: { 'x-orderbeat': '1', 'cookie': `orderbeat-refresh=${body.accessToken}` } })).toEqual(await refusal())
  })

  it.each(['', 'Bearer', 'Bearer ', 'Basic YWRhOmFkYQ==', 'Digest x', 'Token x', 'bearer  x.y.z', 'Bearer x.y.z, Bearer x.y.z'])('is no other kind of credentials: "%s"', async (authorization) => {
    expect(await ask('/api/v1/me', authorization)).toEqual(await refusal())
  })

  it('is refused in a query, a body or a cookie, where no token is looked for', async () => {
    const { token } = shop.ada
    const before = await shop.database.dump()
    expect(await told({ url: `/api/v1/me?access_token=${token}` })).toEqual(await refusal())
    expect(await told({ url: '/api/v1/me', headers: { cookie: `token=${token}; orderbeat-refresh=${token}` } })).toEqual(await refusal())
    expect(await told({ method: 'POST', url: '/api/v1/orders', payload: { ...shop.basket(), access_token: shop.ana.token } })).toEqual(await refusal())
    expect(await shop.database.dump()).toEqual(before)
  })
})
