import type { AskedAhead } from './asked-ahead.ts'
import { listOrders, refreshSession, urlOf } from '@orderbeat/shared'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { splashScreens } from '../../icons/splash-screens.ts'
import first from '../../public/first.js?raw'
import { ana, sam, sessionOf } from '../../test/samples.ts'
import { forgetDevice, keepAccount, signedOutUnheard } from '../session/kept-account.ts'
import { takingAhead } from './asked-ahead.ts'
import { requestOf } from './exchange.ts'

const ahead = () => (globalThis as { orderbeatAhead?: AskedAhead }).orderbeatAhead
const fetched = vi.fn<typeof fetch>()

beforeEach(() => {
  fetched.mockReset().mockImplementation(async input => Response.json(String(input).endsWith('/refresh') ? sessionOf(ana) : { url: input }))
  vi.stubGlobal('fetch', fetched)
  vi.stubGlobal('matchMedia', () => ({ matches: false }))
  document.head.innerHTML = '<meta name="orderbeat-orders" content="/assets/orders.js /assets/orders.css"><meta name="orderbeat-order" content="/assets/order.js">'
})

afterEach(() => {
  forgetDevice()
  signedOutUnheard.forget()
  delete (globalThis as { orderbeatAhead?: AskedAhead }).orderbeatAhead
  vi.unstubAllGlobals()
})

/** Opens the page at an address, as far as public/first.js goes. */
async function opened(address: string): Promise<string[]> {
  history.replaceState(null, '', address)
  // eslint-disable-next-line no-new-func
  new Function(first)()
  await vi.waitFor(() => Promise.all([...ahead()?.values() ?? []].map(({ answer }) => answer)))
  await new Promise(resolve => setTimeout(resolve))
  return fetched.mock.calls.map(([url]) => String(url))
}

describe('while the app is on its way', () => {
  test.each([
    ['/orders', '/api/v1/orders', ['modulepreload /assets/orders.js', 'preload /assets/orders.css']],
    ['/orders/ONLINE-000004', '/api/v1/orders/ONLINE-000004', ['modulepreload /assets/order.js']],
  ])('a customer who is known has what %s needs asked for', async (address, url, files) => {
    keepAccount(ana)
    expect(await opened(address)).toEqual([urlOf(refreshSession), url])
    expect([...document.head.querySelectorAll('link')].map(({ rel, href }) => `${rel} ${new URL(href).pathname}`)).toEqual(files)
  })

  test('what narrows the orders down is left to the page', async () => {
    keepAccount(ana)
    expect(await opened('/orders?status=shipped')).toEqual([urlOf(refreshSession)])
  })

  test.each(['/', '/notifications', '/orders/a/b'])('nothing is asked for %s', async (address) => {
    keepAccount(ana)
    expect(await opened(address)).toEqual([])
    expect(document.head.querySelector('link')).toBeNull()
  })

  test('nothing is asked for whoever is not known, has signed out, or works here', async () => {
    expect(await opened('/orders')).toEqual([])
    keepAccount(sam)
    expect(await opened('/orders')).toEqual([])
    keepAccount(ana)
    signedOutUnheard.note()
    expect(await opened('/orders')).toEqual([])
  })

  test('without a session no orders are asked for', async () => {
    fetched.mockImplementation(async () => Response.json({}, { status: 401 }))
    keepAccount(ana)
    expect(await opened('/orders')).toEqual([urlOf(refreshSession)])
  })
})

test('on an iPhone the picture is named with which the installed app starts, and is there for every screen', async () => {
  const drawn = Object.keys(import.meta.glob('../../public/icons/splash-*.png')).map(path => path.split('/').at(-1))
  const named: (string | undefined)[] = []
  vi.stubGlobal('navigator', Object.assign(Object.create(navigator) as object, { standalone: false }))
  for (const [width, height, devicePixelRatio] of splashScreens) {
    document.head.innerHTML = ''
    vi.stubGlobal('screen', { width: height, height: width })
    vi.stubGlobal('devicePixelRatio', devicePixelRatio)
    await opened('/')
    named.push(document.head.querySelector<HTMLLinkElement>('link[rel="apple-touch-startup-image"]')?.href.split('/').at(-1))
  }
  expect(named.toSorted()).toEqual(drawn.toSorted())
})

describe('the app', () => {
  let now = 0
  async function ready() {
    keepAccount(ana)
    await opened('/orders')
    now = 0
    const ask = takingAhead(fetched, ahead(), { now: () => now })
    fetched.mockClear()
    return (token: string, ifNoneMatch?: string, signal?: AbortSignal) => {
      const { url, init } = requestOf(listOrders, {}, { token, ifNoneMatch })
      return ask(url, { ...init, signal: signal ?? null })
    }
  }

  test('takes each answer once', async () => {
    const ask = await ready()
    expect(await (await ask('token-of-ana')).json()).toEqual({ url: '/api/v1/orders' })
    expect(fetched).not.toHaveBeenCalled()
    await ask('token-of-ana')
    expect(fetched).toHaveBeenCalledOnce()
  })

  test('takes no answer that is for somebody else, too old, or to another question', async () => {
    await (await ready())('token-of-ben')
    expect(fetched).toHaveBeenCalledOnce()
    await (await ready())('token-of-ana', 'W/"a"')
    expect(fetched).toHaveBeenCalledOnce()
    const ask = await ready()
    now = 5001
    await ask('token-of-ana')
    expect(fetched).toHaveBeenCalledOnce()
  })

  test('gives up what was asked ahead as it would what it asks itself', async () => {
    const ask = await ready()
    const giveUp = vi.spyOn(ahead()!.get('/api/v1/orders')!, 'giveUp')
    const control = new AbortController()
    void ask('token-of-ana', undefined, control.signal)
    control.abort()
    expect(giveUp).toHaveBeenCalledOnce()
  })
})
