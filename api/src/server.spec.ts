import type { IncomingMessage } from 'node:http'
import type { ServerProcess } from '../test/server-process.ts'
import type { TestDatabase } from '../test/test-database.ts'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import process from 'node:process'
import { promisify } from 'node:util'
import { getReadiness, listOrders, listProducts, logIn, placeOrder } from '@orderbeat/shared'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { refuseSecrets } from '../test/secrets.ts'
import { launcher, startServer } from '../test/server-process.ts'
import { openTestDatabase } from '../test/test-database.ts'

// A process that starts takes seconds where many start at once.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let database: TestDatabase
let running: ServerProcess[]
beforeEach(async () => {
  database = await openTestDatabase()
  running = []
})
afterEach(async () => {
  for (const server of running)
    await server.end('SIGKILL')
  await database.remove()
})

/** The real process on a real database. */
async function start(settings: Record<string, string> = {}) {
  const server = await startServer({ DATABASE_URL: database.url, DEMO: 'true', JWT_SECRET: 'x'.repeat(32), ...settings })
  running.push(server)
  return server
}

async function signIn(origin: string): Promise<Record<string, string>> {
  const response = await fetch(origin + logIn.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: 'ana@example.com', password: 'orderbeat-demo' }) })
  const { accessToken } = await response.json() as { accessToken: string }
  return { authorization: `Bearer ${accessToken}` }
}

describe('the server', () => {
  it('keeps a placed order through kill -9', async () => {
    const first = await start()
    const headers = await signIn(first.origin)
    const { products } = await (await fetch(first.origin + listProducts.url)).json() as { products: { id: string, available: boolean }[] }
    const placed = await fetch(first.origin + placeOrder.url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ items: [{ productId: products.find(product => product.available)!.id, quantity: 1 }], fulfilment: 'pickup', paymentMethod: 'card' }),
    })
    const { id } = await placed.json() as { id: string }
    first.child.kill('SIGKILL')
    await once(first.child, 'exit')
    const second = await start()
    const { orders } = await (await fetch(second.origin + listOrders.url, { headers })).json() as { orders: { id: string }[] }
    expect(orders[0]?.id).toBe(id)
  })

  it('watches how long whoever is new waits at its door, and how busy it is', async () => {
    const { origin } = await start({ METRICS_TOKEN: 'a-token-for-those-who-watch' })
    const gauge = async (name: string) => {
      const text = await (await fetch(`${origin}/metrics`, { headers: { authorization: 'Bearer a-token-for-those-who-watch' } })).text()
      return Number(new RegExp(`^orderbeat_${name} (.+)$`, 'm').exec(text)![1])
    }
    await expect.poll(() => gauge('newcomer_wait_seconds'), { timeout: 30_000 }).toBeGreaterThan(0)
    expect(await gauge('event_loop_busy_ratio')).toBeGreaterThan(0)
  })

  it('seeds the demo once, and says where to look and as whom', async () => {
    const first = await start()
    expect(first.output()).toMatch(/ana@example\.com +customer[\s\S]*sam@example\.com +staff/)
    const headers = await signIn(first.origin)
    const count = async (origin: string) => (await (await fetch(origin + listOrders.url, { headers })).json() as { total: number }).total
    const before = await count(first.origin)
    expect(before).toBeGreaterThan(0)
    first.child.kill('SIGTERM')
    expect(await once(first.child, 'exit')).toEqual([0, null])
    expect(await count((await start()).origin)).toBe(before)
  })

  it('that is told to stop is not ready any more, while what was begun is finished', async () => {
    const server = await start()
    const headers = await signIn(server.origin)
    const { products } = await (await fetch(server.origin + listProducts.url)).json() as { products: { id: string, available: boolean }[] }
    const body = JSON.stringify({ items: [{ productId: products.find(product => product.available)!.id, quantity: 1 }], fulfilment: 'pickup', paymentMethod: 'card' })
    const placing = request(server.origin + placeOrder.url, { method: 'POST', headers: { ...headers, 'content-type': 'application/json', 'content-length': body.length } })
    const answered = once(placing, 'response') as Promise<[IncomingMessage]>
    placing.write(body.slice(0, 10))
    const ready = () => fetch(server.origin + getReadiness.url)
    expect((await ready()).status).toBe(200)
    const ended = once(server.child, 'exit')
    server.child.kill('SIGTERM')
    await expect.poll(async () => (await ready()).status, { interval: 20 }).toBe(503)
    expect((await ready()).headers.get('connection')).toBe('close')
    placing.end(body.slice(10))
    const [{ statusCode, headers: answer }] = await answered
    expect([statusCode, answer.location]).toEqual([201, expect.stringMatching(/^\/api\/v1\/orders\/./)])
    expect(await ended).toEqual([0, null])
  })

  it('logs no secret', async () => {
    const server = await start()
    const { authorization } = await signIn(server.origin)
    await fetch(`${server.origin}${listOrders.url}?q=private`, { headers: { authorization: authorization! } })
    server.child.kill('SIGTERM')
    await once(server.child, 'close')
    expect(server.output()).toContain('"path":"/api/v1/orders"')
    const log = server.output().split('\n').filter(line => line.startsWith('{')).join('\n')
    for (const secret of [authorization!.slice(7), 'orderbeat-demo', 'private', 'ana@example.com'])
      expect(log).not.toContain(secret)
  })

  it('names a setting that is wrong and does not start', async () => {
    const { child, output } = await start({ SHOP_CURRENCY: 'euro' })
    expect(child.exitCode).toBe(1)
    expect(output()).toBe('SHOP_CURRENCY must be an ISO 4217 code\n')
  })
})

describe('the launcher', () => {
  it('tells an old runtime in one sentence what is missing', async () => {
    const pretend = 'data:text/javascript,Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2", napi: "9" } })'
    const failing = promisify(execFile)(process.execPath, ['--import', pretend, launcher])
    await expect(failing).rejects.toMatchObject({ code: 1, stdout: '', stderr: 'Orderbeat needs Node 22.18 or newer, this is 20.20.2: start it with `npm start`, which brings the right one.\n' })
  })
})

describe('account add', () => {
  const add = (args: string[], password: string) => new Promise<{ code: number | null, output: string }>((resolve) => {
    const child = spawn(process.execPath, [launcher, 'account', 'add', ...args], { env: { PATH: process.env.PATH, DEMO: 'false', DATABASE_URL: database.url } })
    let output = ''
    child.stdout.on('data', chunk => output += String(chunk))
    child.stderr.on('data', chunk => output += String(chunk))
    child.on('close', (code) => {
      expect(() => refuseSecrets(output, [password])).not.toThrow()
      resolve({ code, output })
    })
    child.stdin.end(`${password}\n`)
  })

  it('makes the first admin of a shop without the demo, who can sign in', async () => {
    expect(await add(['--email', 'Boss@example.com', '--name', 'Boss'], 'long enough')).toEqual({ code: 0, output: 'Added admin boss@example.com.\n' })
    const server = await start({ DEMO: 'false' })
    const response = await fetch(server.origin + logIn.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: 'boss@example.com', password: 'long enough' }) })
    expect(await response.json()).toMatchObject({ account: { role: 'admin' } })
  })

  it('says what it wants, and refuses a short password or a second account', async () => {
    expect((await add(['--email', 'boss'], 'long enough')).output).toContain('pnpm account add --email')
    expect(await add(['--email', 'boss@example.com', '--name', 'Boss'], 'short')).toMatchObject({ code: 1, output: 'The password needs at least 8 characters.\n' })
    await add(['--email', 'boss@example.com', '--name', 'Boss'], 'long enough')
    expect((await add(['--email', 'boss@example.com', '--name', 'Boss'], 'long enough')).output).toContain('already')
  })
})
