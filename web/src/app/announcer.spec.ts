import { expect, test } from 'vitest'
import { seconds, useFakeTime } from '../../test/fake-time.ts'
import { announce, announcement } from './announcer.ts'

useFakeTime()

test('what happens at once is said in one go, and the same only once', async () => {
  announce('Order A is on its way')
  announce('Order B is ready.')
  announce('Order A is on its way')
  expect(announcement.value).toBe('')
  await seconds(0.3)
  expect(announcement.value).toBe('Order A is on its way. Order B is ready.')
})

test('the same a second time is another change, so that it is read again', async () => {
  announce('One item')
  await seconds(0.3)
  const first = announcement.value
  announce('One item')
  await seconds(0.3)
  expect(announcement.value).not.toBe(first)
  expect(announcement.value.trim()).toBe('One item')
})
