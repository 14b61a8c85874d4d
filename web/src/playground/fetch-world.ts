import type { Ref } from 'vue'
import { apiBase } from '@orderbeat/shared'
import { computed, onBeforeUnmount, onMounted, shallowRef } from 'vue'

/**
 * How the way to the shop is:
 * - fine
 * - silent: no answer comes, as when the server is gone; the next beat finds it back
 * - offline: the browser says that it has no network, and says so when it has one again
 * - refusing: 503, with `Retry-After`
 * - slow: three seconds late
 */
export type Weather = 'fine' | 'silent' | 'offline' | 'refusing' | 'slow'

/** A request as it was seen here. Milliseconds and bytes are null while they are not known. */
export interface SeenRequest {
  id: number
  at: number
  method: string
  path: string
  conditional: boolean
  status: number | null
  failed: boolean
  ms: number | null
  bytes: number | null
}

const most = 200
const late = 3000

/** Stands between the app and the network while the component is there: sees every request to the API, and makes outages. */
export function useFetchWorld(now: () => number) {
  const requests = shallowRef<readonly SeenRequest[]>([])
  const weather = shallowRef<{ kind: Weather, until: number }>({ kind: 'fine', until: 0 })
  const real = window.fetch.bind(window)
  const before = window.fetch
  let made = 0
  let over: ReturnType<typeof setTimeout> | undefined

  function change(id: number, parts: Partial<SeenRequest>): void {
    requests.value = requests.value.map(one => one.id === id ? { ...one, ...parts } : one)
  }

  async function through(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const url = new URL(input instanceof Request ? input.url : input, location.href)
    if (!url.pathname.startsWith(apiBase))
      return real(input, init)
    const id = ++made
    const at = now()
    requests.value = [{ id, at, method: init?.method ?? 'GET', path: url.pathname.slice(apiBase.length) + url.search, conditional: new Headers(init?.headers).has('if-none-match'), status: null, failed: false, ms: null, bytes: null }, ...requests.value].slice(0, most)
    try {
      const answer = await weathered(input, init)
      change(id, { status: answer.status, ms: now() - at })
      return answer
    }
    catch (error) {
      change(id, { failed: true, ms: now() - at })
      throw error
    }
  }

  async function weathered(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const { kind, until } = weather.value
    if (kind === 'silent' || kind === 'offline')
      throw new TypeError('The test page lets nothing through')
    if (kind === 'refusing')
      return unavailable(Math.max(1, Math.ceil((until - now()) / 1000)))
    if (kind === 'slow')
      await new Promise(resolve => setTimeout(resolve, late))
    return real(input, init)
  }

  /** Changes the weather for so many seconds. */
  function turn(kind: Weather, seconds: number): void {
    clear()
    weather.value = { kind, until: now() + seconds * 1000 }
    over = setTimeout(clear, seconds * 1000)
    if (kind === 'offline')
      window.dispatchEvent(new Event('offline'))
  }

  function clear(): void {
    clearTimeout(over)
    const { kind } = weather.value
    weather.value = { kind: 'fine', until: 0 }
    if (kind === 'offline')
      window.dispatchEvent(new Event('online'))
  }

  const sizes = new PerformanceObserver((list) => {
    for (const { name, transferSize } of list.getEntries() as PerformanceResourceTiming[]) {
      const { pathname, search } = new URL(name)
      const seen = requests.value.findLast(one => one.bytes === null && one.status !== null && apiBase + one.path === pathname + search)
      if (seen !== undefined)
        change(seen.id, { bytes: transferSize })
    }
  })

  onMounted(() => {
    window.fetch = through
    sizes.observe({ type: 'resource' })
  })
  onBeforeUnmount(() => {
    clear()
    sizes.disconnect()
    window.fetch = before
  })

  return {
    requests: requests as Readonly<Ref<readonly SeenRequest[]>>,
    weather: computed(() => weather.value),
    turn,
    clear,
    forget: () => void (requests.value = []),
    /** The network as it is, for those who are elsewhere. */
    real,
  }
}

function unavailable(seconds: number): Response {
  const problem = { type: '/problems/unavailable', title: 'Not available at the moment', status: 503, detail: 'The test page refuses for a while.', instance: 'test-page' }
  return new Response(JSON.stringify(problem), { status: 503, headers: { 'content-type': 'application/problem+json', 'retry-after': String(seconds) } })
}
