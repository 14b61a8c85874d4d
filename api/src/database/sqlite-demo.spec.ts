import type { Session } from '@orderbeat/shared'
import { getMe, logIn } from '@orderbeat/shared'
import { expect, it } from 'vitest'
import { startServer } from '../../test/server-process.ts'
import { createSqliteDatabase } from '../../test/sqlite-database.ts'

it('the demo on a file keeps a secret beside it: a restart signs nobody out', async () => {
  const database = await createSqliteDatabase()
  const settings = { DATABASE_URL: database.url }
  const first = await startServer(settings)
  const body = JSON.stringify({ email: 'ana@example.com', password: 'orderbeat-demo' })
  const response = await fetch(first.origin + logIn.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const { accessToken } = await response.json() as Session
  await first.end('SIGKILL')
  const second = await startServer(settings)
  const me = await fetch(second.origin + getMe.url, { headers: { authorization: `Bearer ${accessToken}` } })
  await second.end('SIGTERM')
  await database.remove()
  expect(me.status).toBe(200)
}, 60_000)
