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
  })

  it.each(['PORT', 'DATABASE_URL', 'JWT_SECRET', 'PUBLIC_ORIGIN', 'DEMO', 'POLL_HISTORY_SECONDS', 'POLL_TRACKER_SECONDS', 'SHOP_CURRENCY', 'SHOP_TIME_ZONE', 'UNDO_SECONDS', 'LOG_LEVEL'])('name %s when it is wrong, without its value', (name) => {
    expect(() => readConfig({ [name]: 'xyzzy!' })).toThrow(new RegExp(`^${name} must be (?!.*xyzzy)`, 'm'))
  })

  it('name all that is wrong at once', () => {
    expect(() => readConfig({ PORT: '70000', SHOP_CURRENCY: 'euro' })).toThrow(/PORT must be .*\n.*SHOP_CURRENCY must be/)
  })

  it('want a secret outside the demo', () => {
    expect(() => readConfig({ NODE_ENV: 'production' })).toThrow('JWT_SECRET is required')
    expect(readConfig({ NODE_ENV: 'production', JWT_SECRET: 'x'.repeat(32) }).demo).toBe(false)
    expect(() => readConfig({ JWT_SECRET: ' '.repeat(40) })).toThrow('JWT_SECRET')
  })
})
