import { mount } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { books } from '../words/books.ts'
import { followLanguage, speak } from '../words/speak.ts'
import { exactTimes, timeAtShop } from './shop-time.ts'
import ShopTime from './ShopTime.vue'

// Local time, and zones that are so many hours ahead of it: they hold wherever the tests run.
const at = new Date(2026, 10, 20, 14, 2).toISOString()
const late = new Date(2026, 10, 20, 23, 30).toISOString()

afterEach(async () => {
  document.head.replaceChildren()
  await speak('en')
})

function shopAhead(hours: number): void {
  const minutes = hours * 60 - new Date(at).getTimezoneOffset()
  const two = (part: number) => String(Math.trunc(Math.abs(part))).padStart(2, '0')
  shopIn(`${minutes < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`)
}

function shopIn(zone: string): void {
  document.head.append(Object.assign(document.createElement('meta'), { name: 'orderbeat-time-zone', content: zone }))
}

test('where the shop has another time, both are said', () => {
  shopAhead(1)
  expect(exactTimes(at)).toBe('20 Nov 2026, 14:02 (15:02 at the shop)')
  expect(mount(ShopTime, { props: { at } }).text()).toBe('(15:02 at the shop)')
  expect(mount(ShopTime, { props: { at, here: true } }).text()).toBe('14:02 (15:02 at the shop)')
})

test('where the shop has another day, the day is said too', () => {
  shopAhead(1)
  expect(timeAtShop(late)).toBe('21 Nov 2026, 00:30 at the shop')
})

test('German has its own words for it', async () => {
  await followLanguage(books)
  await speak('de')
  shopAhead(-2)
  expect(exactTimes(at)).toBe('20.11.2026, 14:02 (12:02 im Shop)')
})

test.each(['the same', 'no', 'an unknown'])('with %s time zone of the shop nothing more is said', (which) => {
  if (which === 'the same')
    shopAhead(0)
  else if (which === 'an unknown')
    shopIn('Moon/Tranquility')
  expect(timeAtShop(at)).toBeNull()
  expect(exactTimes(at)).toBe('20 Nov 2026, 14:02')
  expect(mount(ShopTime, { props: { at } }).text()).toBe('')
})
