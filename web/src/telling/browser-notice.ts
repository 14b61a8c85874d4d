/** A notification of the browser, with the path of the page that a click on it leads to. One of the same `id` takes the place of the other. */
export interface Notice { id: string, title: string, body: string, path: string }

/**
 * Shows it. Where only a service worker may show one, as on Android, it does; then its `notificationclick` finds the path
 * in `data.path`. Rejects where nothing may be shown.
 */
export async function showNotice({ id, title, body, path }: Notice, open: (path: string) => void): Promise<void> {
  const parts = { body, tag: id, icon: '/favicon.svg', data: { path } }
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
