import type { Buffer } from 'node:buffer'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { setTimeout as rest } from 'node:timers/promises'
import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { drain } from './draining.ts'

/** A server that takes its time, and what a connection to it is sent. */
async function openServer(work: () => Promise<unknown>) {
  const app = Fastify({ return503OnClosing: false })
  app.get('/', async () => {
    await work()
    return 'done'
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  return { app, open: () => openConnection(port) }
}

function openConnection(port: number) {
  const socket = connect(port, '127.0.0.1')
  let received = ''
  socket.on('data', (data: Buffer) => received += String(data))
  const closed = new Promise<string>(resolve => socket.once('close', () => resolve(received)))
  socket.on('error', () => {})
  return { ask: () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'), received: () => received, closed }
}

it('what was begun is finished, and what comes meanwhile is answered and told that the connection closes', async () => {
  let finish = () => {}
  const working = new Promise<void>(resolve => finish = resolve)
  const { app, open } = await openServer(() => working)
  const [early, late] = [open(), open()]
  early.ask()
  await rest(50)
  const drained = drain(app)
  late.ask()
  await rest(50)
  finish()
  await drained
  expect(await early.closed).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*done$/)
  expect(await late.closed).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*connection: close[\s\S]*done$/i)
})

it('a connection that rests is closed, and nobody new is let in', async () => {
  const { app, open } = await openServer(async () => {})
  const resting = open()
  resting.ask()
  while (!resting.received().includes('done'))
    await rest(10)
  const from = performance.now()
  await drain(app)
  expect(performance.now() - from).toBeLessThan(3000)
  expect(await resting.closed).toMatch(/connection: keep-alive/i)
  expect(await open().closed).toBe('')
})
