import type { AccessTokens } from './access-tokens.ts'
import { Buffer } from 'node:buffer'
import { createHmac } from 'node:crypto'
import Fastify from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { createAccessTokens } from './access-tokens.ts'

const secret = 'a secret of the tests that is long enough'
const now = Date.parse('2026-11-20T09:00:00.000Z')
const seconds = now / 1000
let clock = now
let tokens: AccessTokens
beforeAll(async () => {
  tokens = await createAccessTokens(Fastify(), secret, () => clock)
})

const header = { alg: 'HS256', typ: 'at+jwt' }
const claims = { iss: 'orderbeat', aud: 'orderbeat-api', sub: 'ana', role: 'customer', name: 'Ana', iat: seconds, exp: seconds + 900, jti: '1' }

function forge(changes: object = {}, headerChanges: object = {}, key = secret, algorithm = 'sha256'): string {
  const parts = [{ ...header, ...headerChanges }, { ...claims, ...changes }].map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
  return `${parts.join('.')}.${createHmac(algorithm, key).update(parts.join('.')).digest('base64url')}`
}

describe('an access token', () => {
  it('speaks for an account for fifteen minutes', () => {
    clock = now
    const { accessToken, expiresAt } = tokens.issue({ id: 'ana', name: 'Ana', email: '', role: 'customer' })
    expect(expiresAt).toBe(now + 15 * 60 * 1000)
    expect(tokens.verify(accessToken)).toMatchObject({ sub: 'ana', role: 'customer', name: 'Ana' })
    clock = now + 15 * 60 * 1000
    expect(tokens.verify(accessToken)).toBeNull()
    clock = now
  })

  it('is taken when it is forged with the very key and claims, so that the refusals below mean something', () => {
    expect(tokens.verify(forge())).not.toBeNull()
  })

  it.each<[string, () => string]>([
    ['another key', () => forge({}, {}, 'another secret that is as long as ours')],
    ['alg none', () => `${forge({}, { alg: 'none' }).split('.').slice(0, 2).join('.')}.`],
    ['alg NONE', () => forge({}, { alg: 'NONE' })],
    ['HS512', () => forge({}, { alg: 'HS512' }, secret, 'sha512')],
    ['no alg', () => forge({}, { alg: undefined })],
    ['an alg that is a list', () => forge({}, { alg: ['HS256'] })],
    ['typ JWT', () => forge({}, { typ: 'JWT' })],
    ['no typ', () => forge({}, { typ: undefined })],
    ['a critical header', () => forge({}, { crit: ['x'], x: 1 })],
    ['another issuer', () => forge({ iss: 'somebody' })],
    ['no issuer', () => forge({ iss: undefined })],
    ['another audience', () => forge({ aud: 'elsewhere' })],
    ['no subject', () => forge({ sub: undefined })],
    ['a subject that is a number', () => forge({ sub: 1 })],
    ['a subject that is a list', () => forge({ sub: ['ana'] })],
    ['an empty subject', () => forge({ sub: '' })],
    ['an unknown role', () => forge({ role: 'owner' })],
    ['no end', () => forge({ exp: undefined })],
    ['an end as text', () => forge({ exp: String(seconds + 900) })],
    ['an end of null', () => forge({ exp: null })],
    ['an end in milliseconds', () => forge({ exp: now + 900_000 })],
    ['a past', () => forge({ iat: seconds - 1000, exp: seconds - 100 })],
    ['a life of an hour', () => forge({ exp: seconds + 3600 })],
    ['a future', () => forge({ iat: seconds + 60, exp: seconds + 900 })],
    ['no id', () => forge({ jti: undefined })],
    ['a changed claim', () => forge().replace(/\.[^.]+\./, `.${Buffer.from(JSON.stringify({ ...claims, role: 'admin' })).toString('base64url')}.`)],
    ['two dots and nothing', () => '..'],
    ['garbage', () => 'a.b.c'],
    ['nothing', () => ''],
  ])('with %s speaks for nobody', (_, token) => {
    expect(tokens.verify(token())).toBeNull()
  })
})
