import { currentPolls, fullPolls, signIn } from './customers.ts'
import { median } from './figures.ts'
import { saturate } from './load.ts'
import { ServerProcess } from './server-process.ts'
import { connectSockets } from './sockets.ts'

const customers = 2000
const rounds = 5

/** Microseconds of CPU, on servers that have nothing else to do, for one change that reaches one customer: a message, or a poll. */
export async function costOfChange(url: string): Promise<{ emit: number, poll: number, unchanged: number }> {
  const people = await signIn(customers)
  const pushing = await ServerProcess.start('socket', url)
  const sockets = await connectSockets(pushing.port, people.tokens)
  const ours = await ServerProcess.start('ours', url)
  const [full, current] = [fullPolls(people), await currentPolls(ours.port, people)]
  const costs = { emit: [] as number[], poll: [] as number[], unchanged: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    costs.emit.push(await costOfMessage(pushing, people.ids))
    costs.poll.push((await saturate(ours, full, 200, 1000)).cpu)
    costs.unchanged.push((await saturate(ours, current, 304, 1000)).cpu)
  }
  await sockets.close()
  await Promise.all([pushing.stop(), ours.stop()])
  return { emit: median(costs.emit), poll: median(costs.poll), unchanged: median(costs.unchanged) }
}

/** Each message goes in a turn of its own, as changes do. What heartbeats cost in the meantime is in it. */
async function costOfMessage(server: ServerProcess, ids: string[]): Promise<number> {
  const before = await server.cpu()
  for (let times = 0; times < 5; times++)
    await server.emit(ids)
  return (await server.cpu() - before) / (5 * ids.length)
}
