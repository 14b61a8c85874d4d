import { listOrders } from '@orderbeat/shared'
import { expect, test, vi } from 'vitest'
import { defineComponent, h, KeepAlive, ref, shallowRef } from 'vue'
import { countListeners, showTab } from '../../test/browser-state.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { mountApp } from '../../test/mount-app.ts'
import { historyApi } from '../../test/poller.ts'
import { anOrder, aPage } from '../../test/samples.ts'
import { useSessionActions } from '../session/session-actions.ts'
import OrderHistory from './OrderHistory.vue'

useFakeTime()

test('shows the orders with the next thing to know, and leads to each', async () => {
  const api = historyApi(anOrder(['processing', 'shipped'], { number: 2, estimatedDelivery: '2026-11-21T12:00:00.000Z' }), anOrder())
  const { wrapper } = mountApp(OrderHistory, { api })
  await seconds(1)
  const [first, second] = wrapper.findAll('article')
  expect(first!.get('h2').text()).toBe('On its way · arrives tomorrow, order ONLINE-000002')
  expect(first!.get('a').attributes('href')).toBe('/orders/order-2')
  expect(first!.text()).toContain('€25.00')
  expect(first!.text()).toContain('2 × Coffee beans')
  expect(second!.get('h2').text()).toContain('Order placed · waiting for the shop')
})

test('refreshes once every 30 s while visible, not at all while hidden, and catches up', async () => {
  const api = historyApi(anOrder())
  mountApp(OrderHistory, { api })
  await seconds(300)
  expect(api.count(listOrders)).toBe(11)
  showTab(false)
  await seconds(600)
  expect(api.count(listOrders)).toBe(11)
  expect(vi.getTimerCount()).toBe(0)
  showTab(true)
  await seconds(0)
  expect(api.count(listOrders)).toBe(12)
})

test('put away by KeepAlive it asks for nothing and leaves no timer; back again it catches up', async () => {
  const api = historyApi(anOrder())
  const shown = ref(true)
  const other = defineComponent(() => () => h('p'))
  mountApp(defineComponent(() => () => h(KeepAlive, () => h(shown.value ? OrderHistory : other))), { api })
  await seconds(1)
  shown.value = false
  await seconds(600)
  expect(api.count(listOrders)).toBe(1)
  expect(vi.getTimerCount()).toBe(0)
  shown.value = true
  await seconds(0)
  expect(api.count(listOrders)).toBe(2)
})

test('leaves no timer and no listener after unmounting', async () => {
  const api = historyApi(anOrder())
  // The plugins of the app listen as long as it lives: they are there before and after.
  const shown = ref(false)
  mountApp(defineComponent(() => () => shown.value ? h(OrderHistory) : null), { api })
  const listeners = countListeners()
  shown.value = true
  await seconds(31)
  expect(vi.getTimerCount()).toBeGreaterThan(0)
  shown.value = false
  await seconds(0)
  expect(vi.getTimerCount()).toBe(0)
  expect(listeners.left).toEqual([])
})

test('the skeleton is for the first load only: a refresh changes nothing but the beat ring', async () => {
  const api = historyApi(anOrder())
  const { wrapper } = mountApp(OrderHistory, { api })
  expect(wrapper.findAll('.skeleton')).toHaveLength(3)
  expect(wrapper.get('section').attributes('aria-busy')).toBe('true')
  await seconds(1)
  const shown = wrapper.get('ol').html()
  api.on(listOrders, async () => {
    await new Promise(resolve => setTimeout(resolve, 5000))
    return aPage(anOrder())
  })
  for (let second = 0; second < 120; second++) {
    await seconds(1)
    expect(wrapper.find('[aria-busy], .skeleton, [role="progressbar"], [disabled]').exists()).toBe(false)
  }
  expect(api.count(listOrders)).toBe(5)
  expect(wrapper.get('ol').html().replaceAll(/>\d+ \w+ ago</g, '')).toBe(shown.replaceAll(/>\d+ \w+ ago</g, ''))
})

test('focus, scroll and typed text survive a refresh that brings news', async () => {
  const api = historyApi(anOrder([], { number: 2 }), anOrder())
  const q = shallowRef('')
  const host = defineComponent(() => () => h('div', { id: 'host' }, [
    h('input', { type: 'search', onInput: (event: Event) => q.value = (event.target as HTMLInputElement).value }),
    h(OrderHistory, { q: q.value || undefined }),
  ]))
  const { wrapper } = mountApp(host, { api })
  await seconds(1)
  await wrapper.get('input').setValue('cof')
  await seconds(1)
  const search = wrapper.get('input').element as HTMLInputElement
  search.focus()
  search.setSelectionRange(1, 2)
  const page = wrapper.get('#host').element
  page.scrollTop = 120
  const ticket = wrapper.findAll('article')[0]!.element
  api.on(listOrders, aPage(anOrder([], { number: 3 }), anOrder(['confirmed'], { number: 2 }), anOrder()))
  await seconds(30)
  expect(wrapper.findAll('article')).toHaveLength(3)
  expect(document.activeElement).toBe(search)
  expect([search.value, search.selectionStart, search.selectionEnd]).toEqual(['cof', 1, 2])
  expect(page.scrollTop).toBe(120)
  expect(wrapper.findAll('article')[1]!.element).toBe(ticket)

  const link = wrapper.findAll('article')[1]!.get('a').element
  link.focus()
  api.on(listOrders, aPage(anOrder([], { number: 3 }), anOrder(['confirmed', 'processing'], { number: 2 }), anOrder()))
  await seconds(30)
  expect(wrapper.findAll('article')[1]!.text()).toContain('Being prepared')
  expect(document.activeElement).toBe(link)
})

test('"Refresh orders" and the ring ask now; five clicks are one request', async () => {
  const api = historyApi(anOrder())
  const { wrapper } = mountApp(OrderHistory, { api })
  await seconds(5)
  const button = wrapper.findAll('button').find(one => one.text() === 'Refresh orders')!
  for (let click = 0; click < 5; click++)
    void button.trigger('click')
  await seconds(1)
  expect(api.count(listOrders)).toBe(2)
  await wrapper.get('[aria-label="Check now"]').trigger('click')
  await seconds(1)
  expect(api.count(listOrders)).toBe(3)
})

test('its props set the beat and switch it off', async () => {
  const api = historyApi(anOrder())
  const { wrapper } = mountApp(OrderHistory, { api, props: { refreshInterval: 10_000 } })
  await seconds(30)
  expect(api.count(listOrders)).toBe(4)
  await wrapper.setProps({ autoRefresh: false })
  await seconds(300)
  expect(api.count(listOrders)).toBe(4)
  expect(wrapper.text()).toContain('Paused')
  await wrapper.findAll('button').find(one => one.text() === 'Refresh orders')!.trigger('click')
  await seconds(1)
  expect(api.count(listOrders)).toBe(5)
  await wrapper.setProps({ autoRefresh: true, refreshInterval: 60_000 })
  await seconds(120)
  expect(api.count(listOrders)).toBe(7)
})

test('stops at sign-out and shows nothing of the person any more', async () => {
  const api = historyApi(anOrder())
  let signOut = async () => {}
  const host = defineComponent(() => {
    signOut = useSessionActions().signOut
    return () => h(OrderHistory)
  })
  const { wrapper } = mountApp(host, { api })
  await seconds(1)
  await signOut()
  await seconds(600)
  expect(api.count(listOrders)).toBe(1)
  expect(wrapper.find('article').exists()).toBe(false)
})
