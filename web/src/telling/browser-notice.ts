/** A notification of the browser, with the path of the page that a click on it leads to. One of the same `id` takes the place of the other. */
export interface Notice { id: string, title: string, body: string, path: string }

/**
 * Shows it. Where only a service worker may show one, as on Android, it does; a press on that comes by `onPressedNotice`.
 * Rejects where nothing may be shown.
 */
export async function showNotice({ id, title, body, path }: Notice, open: (path: string) => void): Promise<void> {
  const parts = { body, tag: id, icon: '/icons/icon-192.png', data: { path } }
  try {
    const notice = new Notification(title, parts)
    notice.onclick = () => {
      window.focus()
      open(path)
      notice.close()
    }
  }
  catch {
    const worker = await navigator.serviceWorker?.ready
    await worker?.showNotification(title, parts)
  }
}

/** Takes this window to the page of a notice that was pressed in the system and is the service worker's. */
export function onPressedNotice(open: (path: string) => void): void {
  const workers = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker
  workers?.addEventListener('message', ({ data }: MessageEvent<{ open?: unknown } | null>) => {
    if (typeof data?.open === 'string')
      open(data.open)
  })
  workers?.startMessages()
}
