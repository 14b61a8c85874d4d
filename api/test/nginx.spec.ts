import type { AddressInfo } from 'node:net'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { listOrders } from '@orderbeat/shared'
import { expect, it } from 'vitest'
import { openNodes } from './nodes/nodes.ts'
import { openTestDatabase } from './test-database.ts'
import { openShop } from './test-shop.ts'

const installed = (() => {
  try {
    execFileSync('nginx', ['-v'], { stdio: 'ignore' })
    return true
  }
  catch {
    process.stdout.write('  nginx is not installed here: what it does to polls is not tested.\n')
    return false
  }
})()

/** nginx as it is usually put in front of a service: it compresses, and keeps connections to it. */
function usually(port: number, shopPort: number) {
  return `
  gzip on; gzip_types application/json; gzip_min_length 100; gzip_proxied any;
  upstream shop { server 127.0.0.1:${shopPort}; keepalive 8; }
  server {
    listen 127.0.0.1:${port};
    location / { proxy_pass http://shop; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Accept-Encoding ""; }
  }`
}

/** What the page for those who run it says, with addresses of this machine and without certificates. */
async function asWritten(port: number, [one, other]: number[]): Promise<string> {
  const page = await readFile(new URL('../README.md', import.meta.url), 'utf8')
  const [, written] = /```nginx\n([\s\S]*?)```/.exec(page)!
  return written!.replace('10.0.0.11:3000', `127.0.0.1:${one}`).replace('10.0.0.12:3000', `127.0.0.1:${other}`).replace('443 ssl', `127.0.0.1:${port}`).replaceAll(/ +ssl_certificate.*\n/g, '')
}

/** Runs nginx with this inside `http`, for as long as the work takes. */
async function behindNginx(port: number, http: string, work: (origin: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'orderbeat-nginx-'))
  await writeFile(join(folder, 'nginx.conf'), `daemon off; pid ${folder}/nginx.pid; error_log stderr crit; worker_processes 1;
    events { worker_connections 64; }
    http {
      access_log off;
      client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
      ${http}
    }`)
  const nginx = spawn('nginx', ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'inherit'] })
  const origin = `http://127.0.0.1:${port}`
  try {
    await expect.poll(() => fetch(`${origin}/healthz`).then(({ status }) => status, () => 0)).toBe(200)
    await work(origin)
  }
  finally {
    const ended = once(nginx, 'exit')
    nginx.kill()
    await ended
    await rm(folder, { recursive: true })
  }
}

const portOf = (app: { server: { address: () => unknown } }) => (app.server.address() as AddressInfo).port

it.skipIf(!installed)('behind nginx, which compresses answers, an unchanged poll is still an empty 304', async () => {
  const shop = await openShop()
  await shop.orderOf(shop.ana)
  await shop.app.listen({ port: 0, host: '127.0.0.1' })
  const port = await freePort()
  await behindNginx(port, usually(port, portOf(shop.app)), async (origin) => {
    const ask = (headers: Record<string, string> = {}) => fetch(origin + listOrders.url, { headers: { authorization: `Bearer ${shop.ana.token}`, ...headers } })
    const full = await ask()
    expect(full.headers.get('content-encoding')).toBe('gzip')
    expect(await full.json()).toMatchObject({ total: 1 })
    const tag = full.headers.get('etag')!
    for (let poll = 0; poll < 20; poll++) {
      const unchanged = await ask({ 'if-none-match': tag })
      expect(unchanged.status).toBe(304)
      expect(unchanged.headers.get('poll-interval')).toBe('5')
    }
    await shop.orderOf(shop.ana)
    expect((await ask({ 'if-none-match': tag })).status).toBe(200)
  })
  await shop.close()
})

it.skipIf(!installed)('behind nginx as the page says, two nodes answer, and no poll is lost when one of them stops', async () => {
  const { shop, nodes, close } = await openNodes(await openTestDatabase(), 2)
  const asked = [0, 0]
  nodes.forEach(({ app }, index) => app.server.on('request', () => asked[index]!++))
  await Promise.all(nodes.map(({ app }) => app.listen({ port: 0, host: '127.0.0.1' })))
  const port = await freePort()
  await behindNginx(port, await asWritten(port, nodes.map(({ app }) => portOf(app))), async (origin) => {
    const poll = async () => (await fetch(origin + listOrders.url, { headers: { authorization: `Bearer ${shop.ana.token}` } })).status
    const statuses: number[] = []
    for (let polls = 0; polls < 200; polls++) {
      if (polls === 100)
        void nodes[1]!.app.close()
      statuses.push(await poll())
    }
    expect(statuses).toEqual(Array.from({ length: 200 }).fill(200))
    expect(Math.min(...asked)).toBeGreaterThan(40)
  })
  await close()
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
