import { orderLimits } from '@orderbeat/shared'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { useBasket } from './basket-store.ts'

const key = 'orderbeat.basket'

beforeEach(() => {
  localStorage.clear()
  setActivePinia(createPinia())
})

/** As after a reload: the store is made again from what was kept. */
function reloaded() {
  setActivePinia(createPinia())
  return useBasket()
}

test('what is put in is counted, and taken out at 0', () => {
  const basket = useBasket()
  basket.add('mug')
  basket.add('mug')
  basket.set('tea', 3)
  expect(basket.count).toBe(5)
  basket.set('mug', 0)
  expect(basket.quantities).toEqual({ tea: 3 })
})

test('the basket survives a reload, as product ids and quantities only', () => {
  useBasket().set('mug', 2)
  expect(localStorage.getItem(key)).toBe('{"mug":2}')
  expect(reloaded().quantities).toEqual({ mug: 2 })
})

test.each([[1000, orderLimits.quantity], [2.9, 2], [-1, 0], [Number.NaN, 0]])('a quantity of %s becomes %s', (typed, held) => {
  const basket = useBasket()
  basket.set('mug', 1)
  basket.set('mug', typed)
  expect(basket.quantityOf('mug')).toBe(held)
})

test('no more different products go in than an order may have', () => {
  const basket = useBasket()
  for (let index = 0; index <= orderLimits.lines; index++)
    basket.add(`product-${index}`)
  expect(Object.keys(basket.quantities)).toHaveLength(orderLimits.lines)
  basket.add('product-0')
  expect(basket.quantityOf('product-0')).toBe(2)
})

test.each(['{broken', '[1,2]', '"text"', 'null', '{"mug":-1,"tea":1.5,"cup":"2","jar":100000}'])('a spoilt memory (%s) is an empty basket', (kept) => {
  localStorage.setItem(key, kept)
  expect(reloaded().quantities).toEqual({})
})

test('what another tab puts in shows here', () => {
  const basket = useBasket()
  localStorage.setItem(key, '{"tea":1}')
  window.dispatchEvent(new StorageEvent('storage', { key }))
  expect(basket.quantities).toEqual({ tea: 1 })
})
