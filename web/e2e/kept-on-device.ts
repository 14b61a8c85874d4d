import type { Page } from 'playwright-core'

/** Everything that scripts can read on this device, as text: storages, cookies, databases, and the names of cached files. */
export function keptOnDevice(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const ended = <T>(request: IDBRequest<T>): Promise<T> => new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: reject }))
    const rows: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie]
    for (const { name } of await indexedDB.databases()) {
      const database = await ended(indexedDB.open(name!))
      for (const store of database.objectStoreNames)
        rows.push(await ended(database.transaction(store).objectStore(store).getAll()))
      database.close()
    }
    for (const name of await caches.keys())
      rows.push((await (await caches.open(name)).keys()).map(({ url }) => url))
    return JSON.stringify(rows)
  })
}
