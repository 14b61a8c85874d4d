import type { FulfilmentStatus, OrderStatus } from '@orderbeat/shared'
import type { OutboxEntry } from './outbox-entry.ts'
import { money } from '../formats/money.ts'
import { whyNotCancel } from '../orders/order-says.ts'
import { outboxWords } from './outbox-words.ts'

/** What is in an order that waits: "2 × Coffee beans, Lemon cake". */
export function linesInWords(lines: readonly { name: string, quantity: number }[]): string {
  return lines.map(({ name, quantity }) => quantity > 1 ? `${quantity} × ${name}` : name).join(', ')
}

/** What came of an act, and why, for whoever was not there. */
export function outcomeInWords({ act, outcome }: OutboxEntry): string {
  if (outcome === null)
    return ''
  if (outcome.kind === 'price-changed')
    return act.kind === 'place' ? outboxWords.priceChanged(outcome.order.number, money(outcome.order.total, act.currency), money(act.total, act.currency)) : ''
  if (outcome.kind === 'outdated')
    return outboxWords.outdated(act.kind === 'place' ? outboxWords.orderOf(linesInWords(act.lines)) : outboxWords.cancelOf(act.number))
  const reasons: Readonly<Record<string, string>> = outboxWords.refusals
  if (act.kind === 'place')
    return `${outboxWords.notPlaced(linesInWords(act.lines))} ${reasons[outcome.code] ?? outcome.detail}`
  if (outcome.code === 'transition-refused' && outcome.from !== undefined)
    return `${outboxWords.cancelledTooLate(act.number)} ${whyNotCancel({ status: outcome.from as OrderStatus, fulfilmentStatus: outcome.from as FulfilmentStatus })}`
  return `${outboxWords.notCancelled(act.number)} ${reasons[outcome.code] ?? outcome.detail}`
}
