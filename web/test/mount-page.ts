import type { VueWrapper } from '@vue/test-utils'
import type { Component } from 'vue'
import type { MountOptions } from './mount-app.ts'
import { mount } from '@vue/test-utils'
import { vi } from 'vitest'
import { appAround } from './mount-app.ts'

/** Mounts a page where the app has gone to its address, and waits for the first answers. */
export async function mountPage(page: Component, address: string, { props = {}, ...parts }: MountOptions = {}) {
  const app = appAround(parts)
  await app.router.push(address)
  const wrapper: VueWrapper<any> = mount(page as never, { props, global: app.global, attachTo: document.body } as never)
  await settled()
  return { ...app, wrapper }
}

/** Lets everything happen that needs no time. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++)
    await vi.advanceTimersByTimeAsync(0)
}
