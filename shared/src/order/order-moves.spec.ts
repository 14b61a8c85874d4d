import type { Fulfilment } from './fulfilment.ts'
import type { Mover } from './order-moves.ts'
import type { OrderStatus, Progress } from './order-status.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fulfilments } from './fulfilment.ts'
import { likelyMove, moved, nextMoves, placed, refusalOf, skippedBy } from './order-moves.ts'
import { isOver, orderStatuses, pathOf, rankOf } from './order-status.ts'
import { statusInfoOf, stepsOf } from './order-steps.ts'

const attempts = fc.array(fc.record({ to: fc.constantFrom(...orderStatuses), mover: fc.constantFrom<Mover>('customer', 'staff') }), { maxLength: 20 })

/** Tries every move in turn and gives each state on the way. */
function life(fulfilment: Fulfilment, tries: { to: OrderStatus, mover: Mover }[]): Progress[] {
  const states = [placed(fulfilment, '2026-11-20T09:00:00.000Z')]
  for (const [minute, { to, mover }] of tries.entries()) {
    const order = states.at(-1)!
    if (to !== order.status && refusalOf(order, to, mover) === null)
      states.push(moved(order, to, new Date(Date.UTC(2026, 10, 20, 9, minute + 1)).toISOString()))
  }
  return states
}

function forEveryLife(check: (states: Progress[]) => void): void {
  fc.assert(fc.property(fc.constantFrom(...fulfilments), attempts, (fulfilment, tries) => check(life(fulfilment, tries))), { numRuns: 1000 })
}

const at = '2026-11-20T10:00:00.000Z'
const reach = (fulfilment: Fulfilment, ...statuses: OrderStatus[]) => statuses.reduce((order, status) => moved(order, status, at), placed(fulfilment, at))

describe('whatever is tried', () => {
  it('an order never goes back in rank, and reaches each milestone once', () => {
    forEveryLife((states) => {
      for (const [index, after] of states.entries()) {
        const before = states[index - 1]
        if (before === undefined)
          continue
        if (after.fulfilmentStatus !== 'cancelled')
          expect(rankOf(after.fulfilmentStatus)!).toBeGreaterThanOrEqual(rankOf(before.fulfilmentStatus)!)
        expect(before.milestones).not.toHaveProperty(after.status)
        expect(after.milestones).toMatchObject(before.milestones)
      }
    })
  })

  it('nothing leaves cancelled, and delivered allows only paid', () => {
    forEveryLife((states) => {
      for (const order of states) {
        if (order.status === 'cancelled')
          expect(nextMoves(order, 'staff')).toEqual([])
        if (order.fulfilmentStatus === 'delivered')
          expect(nextMoves(order, 'staff')).toEqual(order.paymentStatus === 'unpaid' ? ['paid'] : [])
      }
    })
  })

  it('a customer only ever cancels, and only what is pending', () => {
    forEveryLife((states) => {
      for (const order of states)
        expect(nextMoves(order, 'customer')).toEqual(order.status === 'pending' ? ['cancelled'] : [])
    })
  })

  it('payment follows from paid and cancelled alone', () => {
    forEveryLife((states) => {
      for (const { paymentStatus, milestones } of states)
        expect(paymentStatus).toBe('paid' in milestones ? ('cancelled' in milestones ? 'refund_due' : 'paid') : 'unpaid')
    })
  })

  it('the steps of the other fulfilment are never reached', () => {
    forEveryLife((states) => {
      for (const { fulfilment, milestones } of states)
        expect(milestones).not.toHaveProperty(fulfilment === 'pickup' ? 'shipped' : 'ready')
    })
  })

  it('the tracker goes from done over current to upcoming, and never moves back', () => {
    const order = { done: 0, skipped: 0, current: 1, upcoming: 2 }
    forEveryLife((states) => {
      for (const [index, state] of states.entries()) {
        const steps = stepsOf(state)
        const ranks = steps.map(step => order[step.state])
        expect(ranks).toEqual(ranks.toSorted())
        expect(steps.filter(step => step.state === 'current').length).toBeLessThanOrEqual(1)
        const { step, steps: of } = statusInfoOf(state)
        expect(step).toBeGreaterThanOrEqual(1)
        expect(step).toBeLessThanOrEqual(of)
        const reached = (some: Progress) => stepsOf(some).filter(({ status }) => status in some.milestones).length
        expect(reached(state)).toBeGreaterThanOrEqual(reached(states[index - 1] ?? state))
      }
    })
  })

  it('the likely next move is one the rules allow, until the order is over', () => {
    forEveryLife((states) => {
      for (const order of states) {
        const move = likelyMove(order)
        expect(move === null).toBe(isOver(order))
        expect(move === null || refusalOf(order, move, 'staff') === null).toBe(true)
      }
    })
  })
})

describe('the path', () => {
  it('passes shipped for delivery and ready for pickup', () => {
    expect(pathOf('delivery')).toEqual(['pending', 'confirmed', 'processing', 'shipped', 'delivered'])
    expect(pathOf('pickup')).toEqual(['pending', 'confirmed', 'processing', 'ready', 'delivered'])
  })

  it('can be walked to its end from anywhere', () => {
    let order = placed('delivery', at)
    const walked: OrderStatus[] = []
    for (let next = likelyMove(order); next !== null; next = likelyMove(order)) {
      walked.push(next)
      order = moved(order, next, at)
    }
    expect(walked).toEqual(['confirmed', 'processing', 'shipped', 'delivered', 'paid'])
  })

  it('skips nothing when only the optional step is left out', () => {
    expect(skippedBy(placed('delivery', at), 'processing')).toEqual([])
    expect(skippedBy(placed('delivery', at), 'shipped')).toEqual(['processing'])
    expect(skippedBy(reach('pickup', 'confirmed'), 'delivered')).toEqual(['processing', 'ready'])
    expect(skippedBy(placed('delivery', at), 'paid')).toEqual([])
  })
})

describe('the tracker', () => {
  it('leaves out the optional step once it was passed by', () => {
    expect(stepsOf(placed('delivery', at)).map(step => step.status)).toContain('confirmed')
    expect(stepsOf(reach('delivery', 'processing')).map(step => step.status)).toEqual(['pending', 'processing', 'shipped', 'delivered'])
  })

  it('does not move when an order is paid', () => {
    const shipped = reach('delivery', 'processing', 'shipped')
    expect(stepsOf(moved(shipped, 'paid', at))).toEqual(stepsOf(shipped))
    expect(statusInfoOf(moved(shipped, 'paid', at))).toMatchObject({ label: 'Paid, on its way', tone: 'success' })
  })

  it('ends where an order was cancelled', () => {
    const cancelled = reach('pickup', 'confirmed', 'cancelled')
    expect(stepsOf(cancelled).map(step => [step.status, step.state])).toEqual([['pending', 'done'], ['confirmed', 'done'], ['cancelled', 'current']])
    expect(statusInfoOf(cancelled)).toMatchObject({ step: 2, steps: 5, tone: 'warning', final: true })
  })
})
