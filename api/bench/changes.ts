import { Buffer } from 'node:buffer'
import { updateStaffOrder, urlOf } from '@orderbeat/shared'
import { Connection } from './connection.ts'
import { staffToken } from './customers.ts'
import { ordersOf } from './orders.ts'
import { ServerProcess } from './server-process.ts'

/** The last of the customers do not poll: theirs are the orders that change, so that every poll of the others finds nothing new. */
export const changing = 20
const changesPerSecond = 20

export interface Changes {
  /** Has orders changed, one after the other, for as long as `work` goes on. */
  beside: <T>(work: () => Promise<T>) => Promise<T>
  /** How many changes a second there really were. */
  rate: () => number
}

/** Changes in the shop at `url`. They are another process's work, so that what they cost is not taken for what polls cost. */
export async function startChanges(url: string, { orders, customers }: { orders: number, customers: number }): Promise<Changes & { stop: () => Promise<void> }> {
  const writer = await ServerProcess.start('ours', url)
  const ids = Array.from({ length: changing }, (_, index) => ordersOf(customers - 1 - index, orders, customers).slice(0, 1)).flat()
  return { ...changeOrders(writer.port, ids, changesPerSecond), stop: () => writer.stop() }
}

/** Staff who change these orders in turn, as near to `perSecond` a second as the server on `port` keeps up with. */
function changeOrders(port: number, orderIds: string[], perSecond: number): Changes {
  let [changed, milliseconds] = [0, 0]

  async function change(token: string, over: AbortSignal): Promise<void> {
    const connection = new Connection(port)
    const [from, before] = [performance.now(), changed]
    while (!over.aborted) {
      const status = await connection.ask(changeRequest(orderIds[changed % orderIds.length]!, token, `Change ${changed}`))
      if (status !== 200)
        throw new Error(`A change is answered ${status}, so the run does not count.`)
      changed++
      await new Promise(resolve => setTimeout(resolve, Math.max(0, from + (changed - before) * 1000 / perSecond - performance.now())))
    }
    milliseconds += performance.now() - from
    connection.close()
  }

  return {
    async beside(work) {
      const over = new AbortController()
      const [result] = await Promise.all([work().finally(() => over.abort()), change(await staffToken(), over.signal)])
      return result
    },
    rate: () => changed * 1000 / milliseconds,
  }
}

/** A change of each of these orders, by several of the staff: one alone may not write that fast. */
export async function changesOf(orderIds: string[]): Promise<Buffer[]> {
  const tokens = await Promise.all(Array.from({ length: 8 }, (_, index) => staffToken(`staff-${index}`)))
  return orderIds.map((id, index) => changeRequest(id, tokens[index % tokens.length]!, 'On its way'))
}

function changeRequest(orderId: string, token: string, comment: string): Buffer {
  const body = JSON.stringify({ customerComment: comment })
  return Buffer.from([
    `PATCH ${urlOf(updateStaffOrder, { params: { orderId } })} HTTP/1.1`,
    'Host: 127.0.0.1',
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n'))
}
