import type { InjectOptions } from 'fastify'
import type { App } from '../src/http/app-type.ts'
import { nastyTexts } from './nasty-values.ts'

/** What looks like a token, a key, a refresh token or the hash of a password, whoever made it. */
export const looksSecret = /eyJ[\w-]{10,}\.|obk_[\w-]{20}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.[\w-]{43}|\$argon2/

/** Shorter ones are words that a log may well say, and so are those that fuzzing puts everywhere. */
const shortest = 8
const everywhere = new Set(nastyTexts)

/** Notes every token, key, password and cookie value that goes into the app or comes out of it, and finds them in a text. */
export function watchSecrets(app: App): { foundIn: (lines: readonly string[]) => string[] } {
  const secrets = new Set<string>()
  const note = (...values: unknown[]): void => {
    for (const value of values.flat()) {
      if (typeof value === 'string' && value.length >= shortest && !everywhere.has(value))
        secrets.add(value)
    }
  }
  const inject = app.inject.bind(app) as (options: InjectOptions) => ReturnType<App['inject']>
  app.inject = (async (options: InjectOptions) => {
    const { headers = {}, payload } = options
    note(headers.authorization?.replace(/^Bearer /, ''), String(headers.cookie ?? '').split('=')[1])
    note((payload as { password?: unknown } | undefined)?.password)
    const response = await inject(options)
    note([response.headers['set-cookie']].flat().map(cookie => cookie?.split(/[=;]/)[1]))
    if (response.body !== '' && response.headers['content-encoding'] === undefined && String(response.headers['content-type']).includes('json'))
      note(...secretsOf(response.json()))
    return response
  }) as App['inject']
  return {
    foundIn: lines => lines.filter(line => looksSecret.test(line) || [...secrets].some(secret => line.includes(secret))),
  }
}

function secretsOf(body: unknown): unknown[] {
  const { accessToken, key } = (body ?? {}) as { accessToken?: unknown, key?: unknown }
  return [accessToken, key]
}

/** Throws when what a process has written has a secret in it: one of those that it was given, or what looks like one. */
export function refuseSecrets(output: string, given: readonly (string | undefined)[]): void {
  const secrets = given.filter((secret): secret is string => secret !== undefined && secret.length >= shortest)
  const lines = output.split('\n').filter(line => looksSecret.test(line) || secrets.some(secret => line.includes(secret)))
  if (lines.length > 0)
    throw new Error(`A process has written secrets: ${lines.join('\n')}`)
}
