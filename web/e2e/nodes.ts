import type { ShopServer } from './shop-server.ts'
import { startPostgresServer } from '../../api/test/postgres-server.ts'
import { startRoundRobin } from './proxies.ts'
import { startShop } from './shop-server.ts'

/** Three nodes on one PostgreSQL server, each request at the next of them. */
export async function startNodes(): Promise<ShopServer> {
  const [postgres, balancer] = await Promise.all([startPostgresServer(), startRoundRobin()])
  const settings = { DATABASE_URL: await postgres.create('shop'), JWT_SECRET: 'the same secret for all nodes of the shop', PUBLIC_ORIGIN: balancer.origin }
  const nodes = await Promise.all(Array.from({ length: 3 }, () => startShop(settings)))
  balancer.lead(nodes.map(({ origin }) => origin))
  return {
    origin: balancer.origin,
    async stop() {
      const asked = balancer.asked()
      if (Math.min(...asked) < 50 || Math.max(...asked) - Math.min(...asked) > 1)
        throw new Error(`The nodes were not asked by turns: ${asked.join(', ')} times.`)
      balancer.stop()
      await Promise.all(nodes.map(node => node.stop()))
      await postgres.stop()
    },
  }
}
