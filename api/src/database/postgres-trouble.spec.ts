import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { expect, it } from 'vitest'
import { administer, closing, emptyDatabase, endConnections } from '../../test/empty-database.ts'
import { openDatabase } from './open-database.ts'
import { pool } from './postgres-pool.ts'

/** What the work fails with. */
const failureOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => undefined, (error: unknown) => error)

/** Settings of a connection go into its URL, where they count more than those of the house. */
const withSettings = (at: string, settings: Record<string, number>) => `${at}?${Object.entries(settings).map(([name, value]) => `${name}=${value}`).join('&')}`

it('connections give up waiting by themselves, and commit to the disk whatever the server says', async () => {
  const at = await emptyDatabase()
  await administer(`alter database ${new URL(at).pathname.slice(1)} set synchronous_commit = off`)
  const connections = pool(at, 1)
  const { rows } = await connections.query('select name, setting from pg_settings where name = any($1)', [['lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout', 'synchronous_commit']])
  expect(Object.fromEntries(rows.map(({ name, setting }: Record<string, string>) => [name, setting]))).toEqual({ lock_timeout: '5000', statement_timeout: '10000', idle_in_transaction_session_timeout: '10000', synchronous_commit: 'on' })
  expect(connections.options).toMatchObject({ connectionTimeoutMillis: 3000, query_timeout: 12_000 })
  await connections.end()
})

it('a node holds fifteen connections at most, however much is asked of it', async () => {
  const at = await emptyDatabase()
  const node = await openDatabase(at)
  await closing([node], async () => {
    await Promise.all(Array.from({ length: 200 }, (_, index) => Promise.all([
      node.write(stores => stores.changes.next()),
      node.stores.changes.newest(),
      node.slowReads.changes.newest(),
      node.readFeed(`customer:${index}`),
    ])))
    const connections = pool(at, 1)
    const { rows } = await connections.query('select count(*) as open from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
    await connections.end()
    // 10 for writes and quick reads, 2 for long reads; polls share statements and may not need their 3.
    const { open } = rows[0] as { open: number }
    expect([open >= 13, open <= 15]).toEqual([true, true])
  })
})

it('two transactions in each other\'s way both come through: one of them at its second try', async () => {
  const node = await openDatabase(await emptyDatabase())
  await closing([node], async () => {
    await node.write(async (stores) => {
      await stores.changes.moveFeed('one', 1, 'a')
      await stores.changes.moveFeed('two', 1, 'a')
    })
    let meet = () => {}
    const met = new Promise<void>(resolve => meet = resolve)
    let waiting = 0
    const cross = (first: string, second: string) => node.write(async (stores) => {
      await stores.changes.moveFeed(first, 2, first)
      if (++waiting === 2)
        meet()
      await met
      await stores.changes.moveFeed(second, 2, first)
    })
    await Promise.all([cross('one', 'two'), cross('two', 'one')])
    expect(waiting).toBe(3)
  })
})

it('what cannot be serialized is tried three times more, and then later is better', async () => {
  const at = await emptyDatabase()
  const node = await openDatabase(at)
  await administer(`
    create sequence tries;
    create function fail() returns trigger language plpgsql as $$ begin
      if nextval('tries') <= new.revision then raise exception using errcode = 'serialization_failure'; end if;
      return new;
    end $$;
    create trigger fails before insert on feeds for each row execute function fail()`, at)
  await closing([node], async () => {
    const tries = { of: 0 }
    const write = (failures: number) => node.write(async (stores) => {
      tries.of++
      await stores.changes.moveFeed('ana', failures, 'n')
    })
    await write(3)
    expect(tries.of).toBe(4)
    await administer('alter sequence tries restart', at)
    const failure = await failureOf(write(4))
    expect(tries.of).toBe(8)
    expect(node.isUnavailable(failure)).toBe(true)
  })
})

it.each([
  ['a lock that is held', { lock_timeout: 500 }, '55P03'],
  ['a statement that takes too long', { statement_timeout: 500 }, '57014'],
])('%s is given up on, as unavailable and with nothing written', async (_, settings, code) => {
  const at = await emptyDatabase()
  const nodes = await Promise.all([openDatabase(at), openDatabase(withSettings(at, settings))])
  await closing(nodes, async () => {
    let letGo = () => {}
    const held = new Promise<void>(resolve => letGo = resolve)
    let taken = () => {}
    const isTaken = new Promise<void>(resolve => taken = resolve)
    const holding = nodes[0].write(async (stores) => {
      await stores.changes.next()
      taken()
      await held
    })
    await isTaken
    const failure = await failureOf(nodes[1].write(async (stores) => {
      await stores.changes.moveFeed('ana', 1, 'n')
      await stores.changes.next()
    }))
    letGo()
    await holding
    expect(failure).toMatchObject({ code })
    expect(nodes[1].isUnavailable(failure)).toBe(true)
    expect((await nodes[1].readFeed('ana')).revision).toBe('')
    expect(await nodes[1].write(stores => stores.changes.next())).toBe(2)
  })
})

it('a transaction that rests is ended by the server, and keeps nothing', async () => {
  const node = await openDatabase(withSettings(await emptyDatabase(), { idle_in_transaction_session_timeout: 300 }))
  await closing([node], async () => {
    const failure = await failureOf(node.write(async (stores) => {
      await stores.changes.moveFeed('ana', 1, 'n')
      await new Promise(resolve => setTimeout(resolve, 900))
      await stores.changes.next()
    }))
    expect(node.isUnavailable(failure)).toBe(true)
    expect((await node.readFeed('ana')).revision).toBe('')
  })
})

it('a server that falls silent is unavailable, and serves by itself when it speaks again', async () => {
  const at = new URL(await emptyDatabase())
  const [port, host] = [Number(at.port), at.hostname]
  let silent = false
  const wire = createServer((client) => {
    const server = connect(port, host)
    client.on('data', data => !silent && server.write(data)).on('error', () => {}).on('close', () => server.destroy())
    server.on('data', data => !silent && client.write(data)).on('error', () => {}).on('close', () => client.destroy())
  }).listen(0, '127.0.0.1')
  await once(wire, 'listening')
  at.port = String((wire.address() as AddressInfo).port)
  const node = await openDatabase(withSettings(at.href, { query_timeout: 500 }))
  await closing([node], async () => {
    silent = true
    const failures = await Promise.all([failureOf(node.ping()), failureOf(node.stores.changes.newest()), failureOf(Promise.resolve(node.readFeed('ana')))])
    expect(failures.map(failure => node.isUnavailable(failure))).toEqual([true, true, true])
    silent = false
    await node.ping()
    expect(await node.stores.changes.newest()).toBe(0)
    expect((await node.readFeed('ana')).revision).toBe('')
  })
  wire.close()
})

it('a server that has no connection left is unavailable until it has one', async () => {
  const role = `few_${crypto.randomUUID().slice(0, 8)}`
  await administer(`create role ${role} login password 'few'`)
  const at = new URL(await emptyDatabase(role))
  at.username = role
  at.password = 'few'
  const node = await openDatabase(at.href)
  await closing([node], async () => {
    await administer(`alter role ${role} connection limit 0`)
    await endConnections(at.href)
    await failureOf(node.ping())
    const failure = await failureOf(node.ping())
    expect(failure).toMatchObject({ code: '53300' })
    expect(node.isUnavailable(failure)).toBe(true)
    await administer(`alter role ${role} connection limit -1`)
    await node.ping()
  })
})

it('a standby serves reads; a write waits for it to be made the first', async () => {
  const at = await emptyDatabase()
  const name = new URL(at).pathname.slice(1)
  const node = await openDatabase(at)
  await closing([node], async () => {
    const reconnect = async () => {
      await endConnections(at)
      await expect.poll(() => failureOf(node.stores.changes.newest())).toBe(undefined)
    }
    await administer(`alter database ${name} set default_transaction_read_only = on`)
    await reconnect()
    const failure = await failureOf(node.write(stores => stores.changes.next()))
    expect(failure).toMatchObject({ code: '25006' })
    expect(node.isUnavailable(failure)).toBe(true)
    await administer(`alter database ${name} reset default_transaction_read_only`, `${at}?options=-c%20default_transaction_read_only%3Doff`)
    await reconnect()
    expect(await node.write(stores => stores.changes.next())).toBe(1)
  })
})

it('connections that break are replaced, and whom the server lets in no more is told so', async () => {
  const at = await emptyDatabase()
  const node = await openDatabase(at)
  await closing([node], async () => {
    await node.ping()
    await endConnections(at)
    const failures: unknown[] = []
    for (let attempt = 0; attempt < 20; attempt++)
      await node.ping().catch((error: unknown) => failures.push(error))
    expect(failures.every(failure => node.isUnavailable(failure))).toBe(true)
    await node.ping()
    await administer(`alter database ${new URL(at).pathname.slice(1)} allow_connections false`)
    await endConnections(at)
    await failureOf(node.stores.changes.newest())
    expect(node.isUnavailable(await failureOf(node.stores.changes.newest()))).toBe(true)
  })
})
