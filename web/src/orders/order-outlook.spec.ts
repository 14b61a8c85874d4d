import type { OrderStatus } from '@orderbeat/shared'
import type { SampleOptions } from '../../test/samples.ts'
import { expect, test } from 'vitest'
import { anOrder, aTracking, morning } from '../../test/samples.ts'
import { outlookOfOrder, outlookOfTracking } from './order-outlook.ts'

const tomorrow = '2026-11-21T12:00:00.000Z'

test.each<[OrderStatus[], SampleOptions, string]>([
  [[], {}, 'waiting for the shop'],
  [['confirmed'], {}, 'preparation comes next'],
  [['processing'], {}, 'leaves the shop next'],
  [['processing'], { fulfilment: 'pickup' }, 'ready for you soon'],
  [['processing'], { fulfilment: 'pickup', estimatedDelivery: tomorrow }, 'ready tomorrow'],
  [['processing', 'ready'], { fulfilment: 'pickup' }, 'waiting for you at the shop'],
  [['shipped'], {}, 'arrives soon'],
  [['shipped'], { estimatedDelivery: tomorrow }, 'arrives tomorrow'],
  [['shipped', 'paid'], { estimatedDelivery: tomorrow }, 'arrives tomorrow'],
  [['shipped'], { estimatedDelivery: '2026-11-27T12:00:00.000Z' }, 'arrives on Friday 27 November'],
  [['shipped'], { estimatedDelivery: '2026-11-19T12:00:00.000Z' }, 'was expected yesterday'],
  [['shipped', 'delivered'], { estimatedDelivery: tomorrow }, 'today'],
  [['cancelled'], {}, 'today'],
])('after %j with %j: %s', (moves, options, words) => {
  expect(outlookOfOrder(anOrder(moves, options), morning)).toBe(words)
  expect(outlookOfTracking(aTracking(moves, options), morning)).toBe(words)
})

test('whoever paid before the cancel gets their money back', () => {
  expect(outlookOfOrder(anOrder(['paid', 'cancelled']), morning)).toBe('your money comes back')
})
