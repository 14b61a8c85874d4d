import type { Account } from '@orderbeat/shared'
import type { VueWrapper } from '@vue/test-utils'
import type { Component } from 'vue'
import type { PollWorld } from '../src/polling/poll-world.ts'
import type { FakeApi } from './fake-api.ts'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { enableAutoUnmount, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach } from 'vitest'
import { h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { clientKey } from '../src/api/client.ts'
import { browserWorld, pollWorldKey } from '../src/polling/poll-world.ts'
import { createQueryClient } from '../src/query-client.ts'
import { createSessionClient } from '../src/session/session-client.ts'
import { useSession } from '../src/session/session-store.ts'
import { fakeApi } from './fake-api.ts'
import { ana, sessionOf } from './samples.ts'

export interface MountOptions {
  api?: FakeApi
  /** Who is signed in; null for nobody. */
  account?: Account | null
  world?: Partial<PollWorld>
  props?: Record<string, unknown>
  slots?: Record<string, () => unknown>
}

enableAutoUnmount(afterEach)

const nowhere = { render: () => h('main') }

/** The plugins of the app around a fake API, with Ana signed in. Routes have their names, but no pages and no guards. */
export function appAround({ api = fakeApi(), account = ana, world = {} }: Pick<MountOptions, 'api' | 'account' | 'world'> = {}) {
  const pinia = createPinia()
  const queryClient = createQueryClient()
  const session = useSession(pinia)
  if (account)
    session.begin(sessionOf(account))
  const client = createSessionClient({ fetch: api.fetch, session, queryClient })
  const router = createRouter({
    history: createMemoryHistory(),
    routes: ['orders', 'notifications', 'staff-orders', 'preferences', 'sign-in', 'register', 'basket-checkout']
      .map(name => ({ name, path: `/${name}`, component: nowhere }))
      .concat([
        { name: 'shop', path: '/', component: nowhere },
        { name: 'order', path: '/orders/:orderId', component: nowhere },
        { name: 'staff-order', path: '/staff-orders/:orderId', component: nowhere },
      ]),
  })
  const plugins = [pinia, router, [VueQueryPlugin, { queryClient }] as [typeof VueQueryPlugin, object]]
  return { api, session, client, queryClient, router, global: { plugins, provide: { [clientKey]: client, [pollWorldKey]: { ...browserWorld(), random: () => 0, ...world } } } }
}

/** Mounts a component into the document, in the app's plugins. */
export function mountApp(component: Component, { props = {}, slots = {}, ...parts }: MountOptions = {}) {
  const app = appAround(parts)
  const wrapper: VueWrapper<any> = mount(component as never, { props, slots, global: app.global, attachTo: document.body } as never)
  return { ...app, wrapper }
}
