import type { Customers } from './customers.ts'
import { copyBenchDatabase } from './bench-database.ts'
import { currentPolls, fullPolls, signIn } from './customers.ts'
import { median } from './figures.ts'
import { ServerProcess } from './server-process.ts'
import { connectSockets } from './sockets.ts'
import { takeTurns } from './turns.ts'

const customers = 2000
const rounds = 5

/** Microseconds of CPU, on servers that have nothing else to do, for one change that reaches one customer: a message, or a poll. */
export async function costOfChange(url: string): Promise<{ emit: number, poll: number, unchanged: number }> {
  const people = await signIn(customers)
  const emit = await costOfMessage(url, people)
  const full = await ServerProcess.start('ours', copyBenchDatabase(url, 'full'))
  const ours = await ServerProcess.start('ours', url)
  const turns = await takeTurns([
    { title: 'a changed poll', server: full, requests: fullPolls(people), expected: 200 },
    { title: 'an unchanged poll', server: ours, requests: await currentPolls(full.port, people), expected: 304 },
  ], rounds, 1000)
  await Promise.all([full.stop(), ours.stop()])
  const [poll, unchanged] = turns.map(all => median(all.map(({ cpu }) => cpu)))
  return { emit, poll: poll!, unchanged: unchanged! }
}

/** Each message goes in a turn of its own, as changes do. What heartbeats cost in the meantime is in it. */
async function costOfMessage(url: string, { ids, tokens }: Customers): Promise<number> {
  const server = await ServerProcess.start('socket', url)
  const sockets = await connectSockets(server.port, tokens)
  const costs: number[] = []
  for (let round = 0; round < rounds; round++) {
    const before = await server.cpu()
    for (let times = 0; times < 5; times++)
      await server.emit(ids)
    costs.push((await server.cpu() - before) / (5 * ids.length))
  }
  await sockets.close()
  await server.stop()
  return median(costs)
}
