import type { BrowserContext } from 'playwright-core'

/** What people have proved themselves by in browsers so far: passwords that were sent, and cookies that came back. */
export const secretsTyped = new Set(['orderbeat-demo'])

/** Notes what goes through a browser from now on. */
export function noteSecrets(context: BrowserContext): BrowserContext {
  context.on('request', (request) => {
    const [, password] = /"password":"([^"]+)"/.exec(request.postData() ?? '') ?? []
    note(password)
  })
  context.on('response', async (response) => {
    if (!response.url().includes('/auth/'))
      return
    // A page that was closed meanwhile has none.
    const cookie = await response.headerValue('set-cookie').catch(() => null)
    note(cookie?.split(/[=;]/)[1])
  })
  return context
}

function note(secret: string | undefined): void {
  if (secret)
    secretsTyped.add(secret)
}
