import type { Ref } from 'vue'
import { shallowRef } from 'vue'

export interface Updates {
  /** There is a newer version of the app than the one in this tab. */
  ready: Readonly<Ref<boolean>>
  /** Loads the page anew, in the newer version. */
  take: () => void
  /** Looks whether there is one, an hour after the last look at the earliest; a minute where it is `urgent`: something says that there is one. */
  look: (urgent?: boolean) => void
}

/** The least milliseconds between two looks for a new version. */
const betweenLooks = { usual: 60 * 60_000, urgent: 60_000 }

/**
 * Has the service worker keep the app's files, so that it opens without a connection, and hears of new versions. One is
 * only used when somebody asks for it: until it is loaded anew, a tab stays with the files it began with.
 */
export function followUpdates(): Updates {
  const ready = shallowRef(false)
  let waiting: ServiceWorker | null = null
  let asked = false
  const lookedAt = { usual: Date.now(), urgent: 0 }
  let registration: ServiceWorkerRegistration | undefined
  const workers = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker

  async function begin(workers: ServiceWorkerContainer): Promise<void> {
    const first = workers.controller === null
    let claimed = false
    workers.addEventListener('controllerchange', () => {
      if (asked)
        location.reload()
      // The first worker takes over what was loaded without it; any later one has another version.
      else if (first && !claimed)
        claimed = true
      else
        ready.value = true
    })
    registration = await workers.register('/sw.js', { updateViaCache: 'none' })
    const found = (worker: ServiceWorker | null): void => {
      const check = (): void => {
        if (worker?.state === 'installed' && registration!.active !== null) {
          waiting = worker
          ready.value = true
        }
      }
      worker?.addEventListener('statechange', check)
      check()
    }
    found(registration.waiting)
    found(registration.installing)
    registration.addEventListener('updatefound', () => found(registration!.installing))
  }

  if (import.meta.env.PROD && workers !== undefined) {
    holdVersion()
    begin(workers).catch(() => {})
  }
  // A file of this version is gone from the server: there is another one.
  window.addEventListener('vite:preloadError', () => navigator.onLine && (ready.value = true))

  return {
    ready,
    take() {
      asked = true
      if (waiting?.state === 'installed')
        waiting.postMessage('take over')
      else
        location.reload()
    },
    look(urgent = false) {
      const kind = urgent ? 'urgent' : 'usual'
      if (Date.now() - lookedAt[kind] < betweenLooks[kind])
        return
      lookedAt[kind] = Date.now()
      if (registration !== undefined)
        void registration.update().catch(() => {})
      else if (urgent)
        ready.value = true
    },
  }
}

/**
 * Tells the service worker by a lock of which version this tab is, so that it keeps those files for it. Not while the page
 * lies in the back/forward cache, into which a page with a lock may not go.
 */
function holdVersion(): void {
  const version = document.querySelector<HTMLMetaElement>('meta[name="orderbeat-version"]')?.content
  const { locks } = navigator as { locks?: LockManager }
  if (version === undefined || locks === undefined)
    return
  let release = (): void => {}
  const hold = (): void => void locks.request(`orderbeat-app ${version}`, { mode: 'shared' }, () => new Promise<void>(done => release = done))
  hold()
  window.addEventListener('pagehide', () => release())
  window.addEventListener('pageshow', event => event.persisted && hold())
}
