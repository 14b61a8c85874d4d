import type { ChangeableField, Notification, Order, OrderStatus, Told } from '@orderbeat/shared'
import { pathOf } from '@orderbeat/shared'
import { money } from '../formats/money.ts'
import { orderPageWords } from '../orders/order-page-words.ts'
import { staffWords } from './staff-words.ts'

/** A status inside a sentence: "shipped". */
export function statusName(status: OrderStatus): string {
  return orderPageWords.statuses[status]
}

/** A status on a chip or a button: "Shipped". */
export function statusLabel(status: OrderStatus): string {
  const name = statusName(status)
  return name[0]!.toLocaleUpperCase() + name.slice(1)
}

/** Why an order cannot be moved to a status. The rule is the API's, the words are ours. */
export function whyNot(order: Order, to: OrderStatus): string {
  const { refusals } = staffWords
  if (order.status === 'cancelled')
    return refusals.stays
  if (to === 'cancelled')
    return refusals.delivered
  if (to in order.milestones)
    return refusals.before(statusName(to))
  return to !== 'paid' && !pathOf(order.fulfilment).includes(to) ? refusals.never(staffWords.ways[order.fulfilment], statusName(to)) : refusals.back(statusName(order.fulfilmentStatus))
}

/** A stored notification as those who work here read it: who, what, from where to where. */
export function tellStaff({ type, orderNumber: number, data: { from, to, changed, order, actor, customerComment } }: Notification): Told {
  const { told } = staffWords
  const fields = Object.keys(changed).map(field => told.fields[field as ChangeableField])
  const body = [fields.length > 0 && told.changed(fields.join(', ')), customerComment].filter(Boolean).join(' ')
  if (type === 'order.created')
    return { title: told.created(number, order!.customerName), body: told.createdAbout(money(order!.total, order!.currency), staffWords.ways[order!.fulfilment]) }
  if (type === 'order.reverted')
    return { title: told.reverted(number, statusName(from!), statusName(to!), actor!.name), body }
  if (actor!.kind === 'customer')
    return { title: told.byCustomer(number, statusName(to!)), body }
  return { title: type === 'order.updated' ? told.updated(number, actor!.name) : told.moved(number, statusName(from!), statusName(to!), actor!.name), body }
}
