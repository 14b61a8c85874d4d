// The service worker of the app, at /sw.js. app-worker-plugin.ts puts what it must know in front of it: `version`, `page`
// (the address of the app's one page), `files` (what customers may need, kept when it is installed) and `rest` (kept when
// it is asked for). It keeps the app's own files and nothing else: what the API says never goes through it. Where only a
// worker may show notices of the browser, a press on one comes here too.

/* global version, page, files, rest, registration, clients, skipWaiting */

const family = 'orderbeat-app '
const own = family + version

/** Keeps a file of this version. What has a hash in its name may come out of the browser's cache. */
async function keep(cache, path) {
  if (await cache.match(path))
    return
  const response = await fetch(path, { cache: path.startsWith('/assets/') ? 'default' : 'reload' })
  await put(cache, path, response)
}

/** A file that is missing, or a page of another version, is not kept: then this version is not complete. */
async function put(cache, path, response) {
  if (!response.ok || response.redirected)
    throw new Error(`${path} is not there`)
  if (path === page && !(await response.clone().text()).includes(version))
    throw new Error('The page is of another version')
  await cache.put(path, response)
}

/** Files of older versions are kept for as long as a tab of theirs is open: each holds a lock with the name of its version. */
async function sweep() {
  if (registration.installing || registration.waiting)
    return
  const { held } = await navigator.locks.query()
  const wanted = new Set([own, ...held.map(lock => lock.name)])
  const names = (await caches.keys()).filter(name => name.startsWith(family))
  await Promise.all(names.filter(name => !wanted.has(name)).map(name => caches.delete(name)))
}

/** The kept page, so that the app opens without a network. Behind it the page is read again: its headers may have changed. */
async function openPage(event) {
  const cache = await caches.open(own)
  const kept = await cache.match(page)
  if (!kept)
    return fetch(event.request)
  event.waitUntil(fetch(page, { cache: 'no-cache' }).then(response => put(cache, page, response)).catch(() => {}))
  event.waitUntil(sweep())
  return kept
}

/** A file of this version, or of an older one that a tab still uses. */
async function openFile(request, path) {
  const cache = await caches.open(own)
  const kept = await cache.match(path, { ignoreVary: true }) ?? await caches.match(path, { ignoreVary: true })
  if (kept)
    return kept
  const response = await fetch(request)
  if (rest.includes(path) && response.ok)
    await cache.put(path, response.clone())
  return response
}

/**
 * Shows the page of a notice that was pressed, in the window that is looked at, else in any that is open, else in a new one.
 * A window gets there by itself: loading it anew would throw away what is being typed in it. Other origins are no pages of ours.
 */
async function openNotice(wanted) {
  const address = new URL(wanted ?? '/', location.origin)
  const { href, pathname, search, hash } = address.origin === location.origin ? address : new URL(location.origin)
  const windows = await clients.matchAll({ type: 'window', includeUncontrolled: true })
  const window = windows.find(({ focused }) => focused) ?? windows.find(({ visibilityState }) => visibilityState === 'visible') ?? windows[0]
  if (window === undefined)
    return clients.openWindow(href)
  window.postMessage({ open: pathname + search + hash })
  await window.focus()
}

addEventListener('install', (event) => {
  event.waitUntil(caches.open(own).then(cache => Promise.all([page, ...files].map(path => keep(cache, path)))))
})

// The first version takes over the tabs that are open already; a later one only when somebody asks for it.
addEventListener('activate', event => event.waitUntil(clients.claim()))

addEventListener('message', event => event.data === 'take over' && event.waitUntil(skipWaiting()))

addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openNotice(event.notification.data?.path))
})

addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin || pathname.startsWith('/api/'))
    return
  if (files.includes(pathname) || rest.includes(pathname) || pathname.startsWith('/assets/'))
    event.respondWith(openFile(request, pathname))
  else if (request.mode === 'navigate')
    event.respondWith(openPage(event))
})
