import { mount } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { nextTick } from 'vue'
import ProductCard from './ProductCard.vue'

const product = { id: 'mug', sku: 'MUG', name: 'Mug', description: 'Holds 300 ml.', price: 1999, currency: 'EUR', available: true }

function shown(quantity: number, available = true) {
  const card = mount(ProductCard, {
    attachTo: document.body,
    props: { product: { ...product, available }, quantity, onChange: (next: number) => card.setProps({ quantity: next }) },
  })
  return card
}

function focused(): string | null | undefined {
  return document.activeElement?.getAttribute('aria-label')
}

afterEach(() => {
  document.body.innerHTML = ''
})

test('whoever adds with the keyboard can go on adding, and takes it out again without losing the place', async () => {
  const card = shown(0)
  await card.get('.add').trigger('click')
  await nextTick()
  expect(focused()).toBe('One Mug more')
  await card.get('[aria-label="Remove Mug"]').trigger('click')
  await nextTick()
  expect(focused()).toBe('Add Mug to the basket')
})

test('a typed number counts, an odd one is put back', async () => {
  const card = shown(2)
  const field = card.get('input')
  await field.setValue('12')
  expect(card.emitted('change')).toEqual([[12]])
  await field.setValue('1.5')
  expect(card.emitted('change')).toHaveLength(1)
  expect(field.element.value).toBe('12')
})

test('what is sold out says so and cannot be added', () => {
  const card = shown(0, false)
  expect(card.text()).toContain('Sold out')
  expect(card.find('button').exists()).toBe(false)
})
