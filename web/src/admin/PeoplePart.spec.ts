import { changeStaffAccount, createStaffAccount, listStaffAccounts } from '@orderbeat/shared'
import { expect, test } from 'vitest'
import { ada, aPerson } from '../../test/admin-samples.ts'
import { fakeApi, problem } from '../../test/fake-api.ts'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { mountPage } from '../../test/mount-page.ts'
import { dialog } from '../../test/open-dialog.ts'
import { sam } from '../../test/samples.ts'
import PeoplePart from './PeoplePart.vue'

useFakeTime()

async function opened() {
  const api = fakeApi()
  const accounts = [aPerson(ada), aPerson(sam)]
  api.on(listStaffAccounts, () => ({ accounts }))
  const page = await mountPage(PeoplePart, '/staff-orders', { api, account: ada })
  return {
    ...page,
    accounts,
    row: (email: string) => page.wrapper.get(`[data-person="${email}"]`),
    async press(label: string) {
      await page.wrapper.findAll('button').find(button => (button.attributes('aria-label') ?? button.text()) === label)!.trigger('click')
      await seconds(1)
    },
  }
}

test('a line says who somebody is and what they may do', async () => {
  const { row } = await opened()
  expect(row('sam@example.com').text()).toMatch(/Sam.*sam@example\.com.*Staff.*Since 1 Nov 2026/)
  expect(row('ada@example.com').text()).toContain('You')
})

test('somebody is added with name, email, role and password', async () => {
  const { accounts, api, press, row } = await opened()
  api.on(createStaffAccount, () => {
    const eve = aPerson({ id: 'eve', name: 'Eve', email: 'eve@example.com', role: 'staff' })
    accounts.push(eve)
    return eve
  })
  await press('Add somebody')
  await dialog().field('name').setValue(' Eve ')
  await dialog().field('email').setValue('eve@example.com')
  await dialog().field('new-password').setValue('long enough')
  await dialog().submit()
  expect(api.asked(createStaffAccount)[0]!.body).toEqual({ name: 'Eve', email: 'eve@example.com', role: 'staff', password: 'long enough' })
  await seconds(1)
  expect(dialog().open).toBe(false)
  expect(row('eve@example.com').text()).toContain('Eve')
})

test('what is missing is said at its field, and nothing is sent', async () => {
  const { api, press } = await opened()
  await press('Add somebody')
  await dialog().submit()
  expect(api.count(createStaffAccount)).toBe(0)
  expect(document.querySelectorAll('[aria-invalid="true"]')).toHaveLength(3)
  expect(document.activeElement).toBe(dialog().field('name').element)
})

test('an email that is taken is said at the email, and what was typed stays', async () => {
  const { api, press } = await opened()
  api.on(createStaffAccount, problem('email-taken'))
  await press('Add somebody')
  await dialog().field('name').setValue('Sam')
  await dialog().field('email').setValue('sam@example.com')
  await dialog().field('new-password').setValue('long enough')
  await dialog().submit()
  expect(dialog().text()).toContain('There is an account with this email already.')
  expect(document.activeElement).toBe(dialog().field('email').element)
  expect(dialog().field('new-password').element.value).toBe('long enough')
})

test('somebody is renamed', async () => {
  const { api, press } = await opened()
  api.on(changeStaffAccount, aPerson())
  await press('Change Sam')
  await dialog().field('name').setValue('Samuel')
  await dialog().submit()
  const [request] = api.asked(changeStaffAccount)
  expect([request!.url.pathname, request!.body]).toEqual(['/api/v1/staff/accounts/sam', { name: 'Samuel', role: 'staff' }])
})

test('that somebody has to be admin is said at the role', async () => {
  const { api, press } = await opened()
  api.on(changeStaffAccount, problem('last-admin'))
  await press('Change Ada')
  await dialog().submit()
  expect(document.querySelector('[aria-invalid="true"]')!.textContent).toContain('Admin')
  expect(dialog().text()).toContain('Make somebody else admin first.')
})

test('somebody is disabled only after a second question, and can be enabled again', async () => {
  const { accounts, api, press, row } = await opened()
  api.on(changeStaffAccount, ({ body }) => accounts[1] = aPerson(sam, { disabledAt: (body as { disabled: boolean }).disabled ? '2026-11-20T09:00:00.000Z' : null }))
  await press('Disable Sam')
  expect(api.count(changeStaffAccount)).toBe(0)
  await dialog().submit()
  await seconds(1)
  expect(row('sam@example.com').text()).toContain('Disabled')
  await press('Enable Sam')
  await dialog().submit()
  await seconds(1)
  expect(api.asked(changeStaffAccount).map(({ body }) => body)).toEqual([{ disabled: true }, { disabled: false }])
  expect(row('sam@example.com').text()).not.toContain('Disabled')
})

test('why the last admin stays is said in the question', async () => {
  const { api, press } = await opened()
  api.on(changeStaffAccount, problem('last-admin'))
  await press('Disable Ada')
  expect(dialog().text()).toContain('This is you.')
  await dialog().submit()
  expect(dialog().text()).toContain('Make somebody else admin first.')
})

test('a failed check keeps what is shown; without anything to show one can try again', async () => {
  const { api, queryClient, wrapper } = await opened()
  api.on(listStaffAccounts, problem('unavailable'))
  await seconds(60)
  expect(wrapper.findAll('[data-person]')).toHaveLength(2)
  expect(wrapper.get('.strip').text()).toContain('The last check failed')
  await queryClient.resetQueries({ queryKey: ['staff-accounts'] })
  await seconds(1)
  expect(wrapper.text()).toContain('People could not be loaded.')
  api.on(listStaffAccounts, { accounts: [aPerson(sam)] })
  await wrapper.findAll('button').find(button => button.text() === 'Try again')!.trigger('click')
  await seconds(1)
  expect(wrapper.findAll('[data-person]')).toHaveLength(1)
})

test('the people are read again every minute', async () => {
  const { accounts, wrapper } = await opened()
  accounts.pop()
  await seconds(60)
  expect(wrapper.findAll('[data-person]')).toHaveLength(1)
})
