import type { CloudEvent } from '@orderbeat/shared'
import type { PublishedEvent } from '../database/event-store.ts'

/**
 * An event as those outside read it: without what only staff may see.
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
 */
export function cloudEvent(event: PublishedEvent, source: string): CloudEvent {
  const { id, type, orderId, at, orderNumber, version, from, to, skipped, customerId, paymentStatus, changed } = event
  return { specversion: '1.0', id, source, type, subject: orderId, time: at, data: { orderNumber, version, from, to, skipped, customerId, paymentStatus, changed } }
}
