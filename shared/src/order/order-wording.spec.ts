import type { ToldEvent } from './event-wording.ts'
import { describe, expect, it } from 'vitest'
import { tellCustomer, tellStaff } from './event-wording.ts'
import { fulfilments, paymentMethodLabel, paymentMethods } from './fulfilment.ts'
import { eventTone, eventTypeOf, orderEventTypes } from './order-event.ts'
import { moved, placed } from './order-moves.ts'
import { fulfilmentStatuses, orderStatuses } from './order-status.ts'
import { statusDescription, statusLabel } from './order-wording.ts'

const at = '2026-11-20T10:00:00.000Z'

function event(changes: Partial<ToldEvent>): ToldEvent {
  return {
    type: 'order.updated',
    from: null,
    to: null,
    changed: {},
    customerComment: null,
    actor: { kind: 'staff', name: 'Sam' },
    order: { number: 'ONLINE-000042', fulfilment: 'delivery', currency: 'EUR', total: 1200, customerName: 'Ana', paymentStatus: 'unpaid' },
    ...changes,
  }
}

describe('wording', () => {
  it('exists for every status, on every way, for customers and staff', () => {
    for (const fulfilment of fulfilments) {
      for (const status of orderStatuses) {
        expect(statusLabel(status, { fulfilment, fulfilmentStatus: 'processing' })).toMatch(/^[A-Z][a-z ,]+$/)
        expect(statusDescription(moved(placed(fulfilment, at), status, at))).toMatch(/^[A-Z].+[.!]$/)
      }
      for (const method of paymentMethods)
        expect(paymentMethodLabel(method, fulfilment)).toMatch(/^[A-Z]/)
    }
    for (const fulfilmentStatus of fulfilmentStatuses)
      expect(statusLabel('paid', { fulfilment: 'delivery', fulfilmentStatus })).toMatch(/^Paid, [a-z ]+$/)
  })

  it('and a tone exist for every event', () => {
    for (const type of orderEventTypes) {
      const told = event({ type, from: 'pending', to: orderStatuses.find(status => eventTypeOf(status) === type) ?? 'confirmed' })
      expect(eventTone(type)).toMatch(/^(?:info|success|warning)$/)
      expect(tellCustomer(told).title).toContain('ONLINE-000042')
      expect(tellStaff(told).title).toContain('ONLINE-000042')
      expect(`${tellCustomer(told).title}${tellStaff(told).title}`).not.toMatch(/undefined|null/)
    }
  })

  it('colours news blue, good ends green and cancelling yellow', () => {
    const tones = Object.fromEntries(orderEventTypes.map(type => [type.slice(6), eventTone(type)]))
    expect(tones).toEqual({ created: 'info', confirmed: 'info', processing: 'info', ready: 'info', shipped: 'info', updated: 'info', reverted: 'info', paid: 'success', delivered: 'success', cancelled: 'warning' })
  })

  it('is friendly to customers', () => {
    const title = (to: ToldEvent['to']) => tellCustomer(event({ type: eventTypeOf(to!), to })).title
    expect(title('processing')).toBe('Your order ONLINE-000042 is now being prepared')
    expect(title('shipped')).toBe('Your order ONLINE-000042 is on its way')
    expect(tellCustomer(event({ type: 'order.cancelled', to: 'cancelled', order: { ...event({}).order, paymentStatus: 'refund_due' } })).body).toBe('You will get your money back.')
  })

  it('says what changed, to both', () => {
    const changed = { discount: { from: 0, to: 180, reason: 'Late' }, trackingNumber: { from: null, to: 'T-1' } }
    expect(tellCustomer(event({ changed })).body).toBe('You get €1.80 off: the total is now €12.00. Tracking number T-1.')
    expect(tellStaff(event({ changed })).body).toBe('Changed: discount, tracking number.')
  })

  it('names to staff who did it', () => {
    expect(tellStaff(event({ type: 'order.created', to: 'pending', actor: { kind: 'customer', name: 'Ana' } })).title).toBe('New order ONLINE-000042 from Ana')
    expect(tellStaff(event({ type: 'order.cancelled', from: 'pending', to: 'cancelled', actor: { kind: 'customer', name: 'Ana' } })).title).toBe('Order ONLINE-000042 cancelled by customer')
    expect(tellStaff(event({ type: 'order.shipped', from: 'processing', to: 'shipped' })).title).toBe('ONLINE-000042: processing → shipped, by Sam')
  })
})
