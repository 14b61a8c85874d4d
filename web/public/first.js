// Runs before the first paint and before the app is there, which takes its time on a phone.

// Nobody who chose dark is flashed at; src/app/colour-mode.ts goes on from here.
(() => {
  let chosen = null
  try {
    chosen = localStorage.getItem('orderbeat.colours')
  }
  catch {
    // A browser that keeps nothing follows the system.
  }
  const dark = chosen === null ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark'
  document.documentElement.classList.add(dark ? 'dark' : 'light')
})()

// iOS takes the picture that an installed app starts with from the page from which it was installed, one for each screen;
// icons/splash-screens.ts has them.
if ('standalone' in navigator) {
  const [width, height] = [screen.width, screen.height].sort((one, other) => one - other)
  document.head.append(Object.assign(document.createElement('link'), { rel: 'apple-touch-startup-image', href: `/icons/splash-${width}x${height}x${devicePixelRatio}.png` }))
}

// A customer whom this device knows wants their orders: what those need is fetched while the app is still loading.
// src/api/asked-ahead.ts hands the answers over; src/session/kept-account.ts says who is known.
;(() => {
  const [, orders, id, more] = location.pathname.split('/')
  if (orders !== 'orders' || more !== undefined)
    return
  for (const file of document.querySelector(`meta[name="orderbeat-${id ? 'order' : 'orders'}"]`)?.content.split(' ') ?? [])
    document.head.append(Object.assign(document.createElement('link'), file.endsWith('.css') ? { rel: 'preload', as: 'style', crossOrigin: '', href: file } : { rel: 'modulepreload', href: file }))
  try {
    const known = JSON.parse(localStorage.getItem('orderbeat.account'))
    if (known?.role !== 'customer' || known.over === true || localStorage.getItem('orderbeat.signed-out') !== null)
      return
  }
  catch {
    return
  }
  const ahead = globalThis.orderbeatAhead = new Map()
  const ask = (url, init) => {
    const giveUp = new AbortController()
    const answer = fetch(url, { ...init, cache: 'no-store', signal: giveUp.signal })
    answer.catch(() => {})
    ahead.set(url, { answer, authorization: init.headers.authorization, giveUp: () => giveUp.abort() })
    return answer
  }
  const session = ask('/api/v1/auth/refresh', { method: 'POST', headers: { 'accept': 'application/json', 'x-orderbeat': '1' } })
  if (location.search === '' && document.visibilityState === 'visible') {
    session.then(async (answer) => {
      const { accessToken } = await answer.clone().json()
      if (answer.ok)
        ask(`/api/v1/orders${id ? `/${id}` : ''}`, { headers: { accept: 'application/json', authorization: `Bearer ${accessToken}` } })
    }).catch(() => {})
  }
})()
