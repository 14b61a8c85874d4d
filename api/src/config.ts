import type { Static } from 'typebox'
import { isIP } from 'node:net'
import Type from 'typebox'
import { Value } from 'typebox/value'

/** Where a database is: a file, or one on a server. */
export const DatabaseUrl = Type.String({ pattern: '^(file:.+|postgres(ql)?://.+)', description: 'a file: or postgres:// URL' })

/** The settings as they stand in the environment: text, each with its rule. */
const Settings = Type.Object({
  PORT: Type.String({ pattern: '^([0-9]|[1-9][0-9]{1,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$', default: '3000', description: 'a port from 0 to 65535' }),
  HOST: Type.String({ minLength: 1, default: '127.0.0.1', description: 'an address to listen on' }),
  DATABASE_URL: Type.String({ ...DatabaseUrl, default: 'file:./data/orderbeat.db' }),
  JWT_SECRET: Type.Optional(Type.String({ pattern: '\\S', minLength: 32, description: 'at least 32 bytes' })),
  PUBLIC_ORIGIN: Type.Optional(Type.String({ pattern: '^https?://[^/\\s]+$', description: 'an origin such as https://orders.example.com' })),
  NODE_ENV: Type.String({ default: 'development' }),
  DEMO: Type.Optional(Type.Enum(['true', 'false'], { description: 'true or false' })),
  POLL_HISTORY_SECONDS: Type.String({ pattern: '^[1-9][0-9]{0,3}$', default: '30', description: 'whole seconds from 1 to 9999' }),
  POLL_TRACKER_SECONDS: Type.String({ pattern: '^[1-9][0-9]{0,3}$', default: '60', description: 'whole seconds from 1 to 9999' }),
  SHOP_CURRENCY: Type.String({ pattern: '^[A-Z]{3}$', default: 'EUR', description: 'an ISO 4217 code' }),
  SHOP_TIME_ZONE: Type.String({ minLength: 1, default: 'UTC', description: 'an IANA time zone' }),
  UNDO_SECONDS: Type.String({ pattern: '^[0-9]{1,6}$', default: '600', description: 'whole seconds' }),
  CORS_ORIGINS: Type.Optional(Type.String({ pattern: '^https?://[^/\\s,%]+(,https?://[^/\\s,%]+)*$', description: 'origins such as https://shop.example.com, with commas between' })),
  TRUSTED_PROXIES: Type.Optional(Type.String()),
  RATE_LIMITS: Type.Enum(['true', 'false'], { default: 'true', description: 'true or false' }),
  METRICS_TOKEN: Type.Optional(Type.String({ pattern: '^[\\x21-\\x7E]+$', minLength: 16, description: 'at least 16 characters without spaces' })),
  LOG_LEVEL: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { default: 'info', description: 'a pino level' }),
})

export type Config = ReturnType<typeof readConfig>

/** Names every setting that is wrong, and what it should be; never its value, which may be a secret. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** The environment as one frozen value. Throws a ConfigError that names what is wrong. */
export function readConfig(environment: Record<string, string | undefined>) {
  const settings = Value.Default(Settings, given(environment)) as Static<typeof Settings>
  const wrong = Value.Errors(Settings, settings)
    .map(error => error.instancePath.slice(1) as keyof typeof settings)
    .map(name => `${name} must be ${(Settings.properties[name] as { description?: string }).description}`)
  if (!isTimeZone(settings.SHOP_TIME_ZONE))
    wrong.push('SHOP_TIME_ZONE must be an IANA time zone')
  const trustedProxies = settings.TRUSTED_PROXIES?.split(',') ?? []
  if (!trustedProxies.every(isNetwork))
    wrong.push(`TRUSTED_PROXIES must be addresses or networks such as 10.0.0.0/8, with commas between`)
  if (settings.RATE_LIMITS === 'false' && settings.NODE_ENV === 'production')
    wrong.push('RATE_LIMITS must be true in production')
  const demo = settings.DEMO === undefined ? settings.NODE_ENV !== 'production' : settings.DEMO === 'true'
  if (!demo && settings.JWT_SECRET === undefined)
    wrong.push('JWT_SECRET is required outside the demo: at least 32 bytes')
  if (demo && settings.JWT_SECRET === undefined && !settings.DATABASE_URL.startsWith('file:'))
    wrong.push('JWT_SECRET is required for a database that nodes share: the same for all of them, at least 32 bytes')
  if (wrong.length > 0)
    throw new ConfigError(wrong.join('\n'))
  return Object.freeze({
    port: Number(settings.PORT),
    // For this name Fastify listens twice, and drains once.
    host: settings.HOST === 'localhost' ? '127.0.0.1' : settings.HOST,
    databaseUrl: settings.DATABASE_URL,
    jwtSecret: settings.JWT_SECRET ?? null,
    publicOrigin: settings.PUBLIC_ORIGIN ?? `http://localhost:${settings.PORT}`,
    demo,
    pollSeconds: { history: Number(settings.POLL_HISTORY_SECONDS), tracker: Number(settings.POLL_TRACKER_SECONDS) },
    shop: { currency: settings.SHOP_CURRENCY, timeZone: settings.SHOP_TIME_ZONE },
    undoSeconds: Number(settings.UNDO_SECONDS),
    corsOrigins: settings.CORS_ORIGINS?.split(',') ?? [],
    trustedProxies,
    rateLimits: settings.RATE_LIMITS === 'true',
    metricsToken: settings.METRICS_TOKEN ?? null,
    logLevel: settings.LOG_LEVEL,
  })
}

/** An empty setting counts as not given, as shells and process managers write it. */
function given(environment: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.keys(Settings.properties)
    .map(name => [name, environment[name]] as const)
    .filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''))
}

function isNetwork(text: string): boolean {
  const [address = '', bits] = text.split('/')
  return isIP(address) !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (isIP(address) === 4 ? 32 : 128)))
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format() !== ''
  }
  catch {
    return false
  }
}
