import { deviceDatabase } from '../session/kept-account.ts'

/** What is kept on the device: the last answers about orders, and what waits to be sent. Each row says whose it is. */
export type Shelf = 'answers' | 'outbox'

/** Rows of this device by account. All calls reject where the browser keeps nothing. */
export interface DeviceStore {
  /** All rows of an account, in the order of their keys. */
  all: <Row>(shelf: Shelf, account: string) => Promise<Row[]>
  /** Puts a row in, or in the place of the one with the same key; gives the key. */
  put: (shelf: Shelf, row: object) => Promise<IDBValidKey>
  /**
   * Reads a row and puts `change` of it in its place, with nothing in between; null takes it away, and undefined leaves it.
   * Gives what is there afterwards.
   */
  change: <Row>(shelf: Shelf, key: IDBValidKey, change: (row: Row) => Row | null | undefined) => Promise<Row | null>
}

/** The store in IndexedDB. It is opened anew after it was deleted, which is how an account is forgotten. */
export function openDeviceStore(): DeviceStore {
  let opened: Promise<IDBDatabase> | null = null

  async function shelfOf(shelf: Shelf, mode: IDBTransactionMode): Promise<IDBObjectStore> {
    opened ??= open(() => opened = null).catch((error) => {
      opened = null
      throw error
    })
    return (await opened).transaction(shelf, mode).objectStore(shelf)
  }

  return {
    async all(shelf, account) {
      return await ended((await shelfOf(shelf, 'readonly')).index('account').getAll(account))
    },

    async put(shelf, row) {
      return await ended((await shelfOf(shelf, 'readwrite')).put(row))
    },

    async change<Row>(shelf: Shelf, key: IDBValidKey, change: (row: Row) => Row | null | undefined) {
      const store = await shelfOf(shelf, 'readwrite')
      const row = await ended(store.get(key)) as Row | undefined
      if (row === undefined)
        return null
      const changed = change(row)
      if (changed === null)
        await ended(store.delete(key))
      else if (changed !== undefined)
        await ended(store.put(changed))
      return changed === undefined ? row : changed
    },
  }
}

async function open(onGone: () => void): Promise<IDBDatabase> {
  const request = indexedDB.open(deviceDatabase, 1)
  request.onupgradeneeded = () => {
    request.result.createObjectStore('answers', { keyPath: ['account', 'name'] }).createIndex('account', 'account')
    request.result.createObjectStore('outbox', { keyPath: 'id', autoIncrement: true }).createIndex('account', 'account')
  }
  const database = await ended(request)
  // Whoever signs out deletes it: an open connection would make them wait.
  database.onversionchange = () => {
    database.close()
    onGone()
  }
  database.onclose = onGone
  return database
}

function ended<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('The device keeps nothing'))
  })
}

/** A store that lasts as long as the page, for browsers that keep nothing. */
export function memoryStore(): DeviceStore {
  const shelves: Record<Shelf, Map<string, Record<string, unknown>>> = { answers: new Map(), outbox: new Map() }
  let made = 0
  const keyOf = (row: Record<string, unknown>): IDBValidKey => row.name === undefined ? row.id as number : [row.account as string, row.name as string]
  return {
    all: async <Row>(shelf: Shelf, account: string) => structuredClone([...shelves[shelf].values()].filter(row => row.account === account)) as Row[],

    async put(shelf, given) {
      const row = { ...structuredClone(given) } as Record<string, unknown>
      if (shelf === 'outbox')
        row.id ??= ++made
      shelves[shelf].set(JSON.stringify(keyOf(row)), row)
      return keyOf(row)
    },

    async change<Row>(shelf: Shelf, key: IDBValidKey, change: (row: Row) => Row | null | undefined) {
      const place = JSON.stringify(key)
      const row = shelves[shelf].get(place) as Row | undefined
      if (row === undefined)
        return null
      const changed = change(structuredClone(row))
      if (changed === null)
        shelves[shelf].delete(place)
      else if (changed !== undefined)
        shelves[shelf].set(place, changed as Record<string, unknown>)
      return changed === undefined ? row : changed
    },
  }
}

/** `first`, and once it has failed `second`: what a browser does not keep lasts as long as the page at least. */
export function sturdyStore(first: DeviceStore, second: DeviceStore): DeviceStore {
  let failed = false
  async function either<T>(use: (store: DeviceStore) => Promise<T>): Promise<T> {
    if (failed)
      return use(second)
    return use(first).catch((error: unknown) => {
      // The browser may close it at any time, as it does when somebody signs out: then it is opened anew.
      if (error instanceof DOMException && error.name === 'InvalidStateError')
        return use(first)
      failed = true
      return use(second)
    })
  }
  return {
    all: (shelf, account) => either(store => store.all(shelf, account)),
    put: (shelf, row) => either(store => store.put(shelf, row)),
    change: (shelf, key, change) => either(store => store.change(shelf, key, change)),
  }
}
