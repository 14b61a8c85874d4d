import type { AddressInfo } from 'node:net'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { listOrders } from '@orderbeat/shared'
import { expect, it } from 'vitest'
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
function configuration(folder: string, port: number, shopPort: number): string {
  return `daemon off; pid ${folder}/nginx.pid; error_log stderr crit; worker_processes 1;
    events { worker_connections 64; }
    http {
      access_log off; gzip on; gzip_types application/json; gzip_min_length 100; gzip_proxied any;
      client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
      upstream shop { server 127.0.0.1:${shopPort}; keepalive 8; }
      server {
        listen 127.0.0.1:${port};
        location / { proxy_pass http://shop; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Accept-Encoding ""; }
      }
    }`
}

it.skipIf(!installed)('behind nginx, which compresses answers, an unchanged poll is still an empty 304', async () => {
  const shop = await openShop()
  await shop.orderOf(shop.ana)
  await shop.app.listen({ port: 0, host: '127.0.0.1' })
  const folder = await mkdtemp(join(tmpdir(), 'orderbeat-nginx-'))
  const port = await freePort()
  await writeFile(join(folder, 'nginx.conf'), configuration(folder, port, (shop.app.server.address() as AddressInfo).port))
  const nginx = spawn('nginx', ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'inherit'] })
  await expect.poll(() => fetch(`http://127.0.0.1:${port}/healthz`).then(({ status }) => status, () => 0)).toBe(200)

  const ask = (headers: Record<string, string> = {}) => fetch(`http://127.0.0.1:${port}${listOrders.url}`, { headers: { authorization: `Bearer ${shop.ana.token}`, ...headers } })
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

  const ended = once(nginx, 'exit')
  nginx.kill()
  await ended
  await shop.close()
  await rm(folder, { recursive: true })
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
