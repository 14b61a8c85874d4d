import { createKey, listKeys, revokeKey } from '@orderbeat/shared'
import { expect, test, vi } from 'vitest'
import { ada, aKey } from '../../test/admin-samples.ts'
import { fakeApi } from '../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { mountPage } from '../../test/mount-page.ts'
import { dialog } from '../../test/open-dialog.ts'
import { morning } from '../../test/samples.ts'
import KeysPart from './KeysPart.vue'

useFakeTime()

async function opened(...keys: ReturnType<typeof aKey>[]) {
  const api = fakeApi()
  api.on(listKeys, () => ({ keys }))
  const page = await mountPage(KeysPart, '/staff-orders', { api, account: ada })
  return {
    ...page,
    async press(label: string) {
      await page.wrapper.findAll('button').find(button => (button.attributes('aria-label') ?? button.text()) === label)!.trigger('click')
      await seconds(1)
    },
  }
}

test('a till that does not ask any more turns silent by itself', async () => {
  const { wrapper } = await opened(aKey({ lastUsedAt: new Date(morning - 2 * 60_000).toISOString() }))
  expect(wrapper.get('.use').text()).toBe('Used 2 min ago')
  await seconds(61)
  expect(wrapper.get('.use.silent').text()).toMatch(/^Silent since/)
})

test('a new key is shown once, to be copied', async () => {
  const copied = vi.fn(async () => {})
  Object.assign(navigator, { clipboard: { writeText: copied } })
  const { api, press, wrapper } = await opened()
  api.on(createKey, aKey({ key: 'obk_secret' }))
  await press('Make a key')
  await dialog().field('name').setValue('Till 1')
  await dialog().submit()
  await seconds(1)
  expect(api.asked(createKey)[0]!.body).toEqual({ name: 'Till 1', scopes: ['orders:read', 'orders:write'] })
  expect(dialog().text()).toContain('It is not shown again')
  expect(document.querySelector<HTMLInputElement>('[aria-label="The key"]')!.value).toBe('obk_secret')
  await dialog().press('Copy')
  expect(copied).toHaveBeenCalledWith('obk_secret')
  expect(dialog().text()).toContain('Copied.')
  await dialog().press('I have it')
  await seconds(1)
  expect(document.body.innerHTML).not.toContain('obk_secret')
  expect(wrapper.findComponent({ name: 'KeyMade' }).exists()).toBe(false)
})

test('nothing that the app keeps has the key', async () => {
  const { api, press, queryClient } = await opened()
  api.on(createKey, aKey({ key: 'obk_secret' }))
  await press('Make a key')
  await dialog().field('name').setValue('Till 1')
  await dialog().submit()
  const kept = [queryClient.getQueryCache().getAll().map(({ state }) => state), queryClient.getMutationCache().getAll().map(({ state }) => state)]
  expect(JSON.stringify(kept)).not.toContain('obk_secret')
})

test('a key is revoked only after a second question, and stays to be seen', async () => {
  const keys = [aKey()]
  const { api, press, wrapper } = await opened(...keys)
  api.on(revokeKey, () => {
    const revoked = aKey({ revokedAt: new Date(morning).toISOString() })
    api.on(listKeys, { keys: [revoked] })
    return revoked
  })
  await press('Revoke the key of Till 1')
  expect(api.count(revokeKey)).toBe(0)
  await dialog().submit()
  await seconds(1)
  expect(wrapper.get('[aria-label="Revoked keys"]').text()).toContain('Revoked 20 Nov 2026')
  expect(wrapper.text()).toContain('No machine has a key.')
})
