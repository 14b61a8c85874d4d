import type { ServerProcess } from './server-process.ts'
import { once } from 'node:events'
import { setTimeout as rest } from 'node:timers/promises'

/** Has Node open its inspector at a port of its own choosing when it is sent SIGUSR1. */
export const inspectable = '--inspect-port=127.0.0.1:0'

/** Bytes of the heap of a server that are in use once all garbage is collected. It must have been started `inspectable`. */
export async function liveHeapOf(server: ServerProcess): Promise<number> {
  const addressOf = (): string | undefined => /Debugger listening on (ws:\S+)/.exec(server.output())?.[1]
  if (addressOf() === undefined)
    server.child.kill('SIGUSR1')
  while (addressOf() === undefined)
    await rest(20)
  const socket = new WebSocket(addressOf()!)
  await once(socket, 'open')
  const call = async (id: number, method: string): Promise<Record<string, number>> => {
    const answered = once(socket, 'message') as Promise<[{ data: string }]>
    socket.send(JSON.stringify({ id, method }))
    return (JSON.parse((await answered)[0].data) as { result: Record<string, number> }).result
  }
  await call(1, 'HeapProfiler.collectGarbage')
  const { usedSize } = await call(2, 'Runtime.getHeapUsage')
  socket.close()
  return usedSize!
}
