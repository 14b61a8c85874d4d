import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

describe('the settings', () => {
  it('have defaults for a demo on this machine', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: 'file:./data/orderbeat.db',
      publicOrigin: 'http://localhost:3000',
      demo: true,
      pollSeconds: { history: 30, tracker: 60 },
      shop: { currency: 'EUR', timeZone: 'UTC' },
      undoSeconds: 600,
      logLevel: 'info',
    })
  })

  it('follow the port in the origin, and take an empty value as none', () => {
    expect(readConfig({ PORT: '8080', HOST: '' })).toMatchObject({ publicOrigin: 'http://localhost:8080', host: '127.0.0.1' })
    expect(readConfig({ HOST: 'localhost' }).host).toBe('127.0.0.1')
  })

  it.each(['PORT', 'DATABASE_URL', 'JWT_SECRET', 'PUBLIC_ORIGIN', 'DEMO', 'POLL_HISTORY_SECONDS', 'POLL_TRACKER_SECONDS', 'SHOP_CURRENCY', 'SHOP_TIME_ZONE', 'UNDO_SECONDS', 'CORS_ORIGINS', 'TRUSTED_PROXIES', 'RATE_LIMITS', 'LOG_LEVEL'])('name %s when it is wrong, without its value', (name) => {
    expect(() => readConfig({ [name]: 'xyzzy!' })).toThrow(new RegExp(`^${name} must be (?!.*xyzzy)`, 'm'))
  })

  it('name all that is wrong at once', () => {
    expect(() => readConfig({ PORT: '70000', SHOP_CURRENCY: 'euro' })).toThrow(/PORT must be .*\n.*SHOP_CURRENCY must be/)
  })

  it('take lists, and nothing else in them', () => {
    expect(readConfig({})).toMatchObject({ corsOrigins: [], trustedProxies: [], rateLimits: true })
    expect(readConfig({ CORS_ORIGINS: 'https://a.example,http://localhost:8080', TRUSTED_PROXIES: '10.0.0.0/8,127.0.0.1,fd00::/8' }))
      .toMatchObject({ corsOrigins: ['https://a.example', 'http://localhost:8080'], trustedProxies: ['10.0.0.0/8', '127.0.0.1', 'fd00::/8'] })
    for (const list of ['*', 'https://a.example/', 'https://a.example, https://b.example', 'null'])
      expect(() => readConfig({ CORS_ORIGINS: list })).toThrow('CORS_ORIGINS')
    for (const list of ['true', '1', '0.0.0.0/0', '10.0.0.0/33', '10.0.0.0/8,', 'loopback', '*'])
      expect(() => readConfig({ TRUSTED_PROXIES: list })).toThrow('TRUSTED_PROXIES')
  })

  it('limit everybody in production', () => {
    expect(readConfig({ RATE_LIMITS: 'false' }).rateLimits).toBe(false)
    expect(() => readConfig({ RATE_LIMITS: 'false', NODE_ENV: 'production', JWT_SECRET: 'x'.repeat(32) })).toThrow('RATE_LIMITS must be true in production')
  })

  it('want a secret outside the demo', () => {
    expect(() => readConfig({ NODE_ENV: 'production' })).toThrow('JWT_SECRET is required')
    expect(readConfig({ NODE_ENV: 'production', JWT_SECRET: 'x'.repeat(32) }).demo).toBe(false)
    expect(() => readConfig({ JWT_SECRET: ' '.repeat(40) })).toThrow('JWT_SECRET')
  })
})
