import type { FieldError, Order, OrderStatus } from '@orderbeat/shared'
import { DomainError } from '../domain-error.ts'

/** There is no such order, or it is somebody else's: nobody can tell which. */
export class OrderNotFoundError extends DomainError {
  constructor() {
    super('order-not-found', 'No order of yours has this id or number.')
  }
}

export class TransitionRefusedError extends DomainError {
  constructor(from: OrderStatus, to: OrderStatus, allowed: OrderStatus[], reason: string) {
    super('transition-refused', reason, { from, to, allowed })
  }
}

/** Somebody else changed the order first. Carries it as it is now. */
export class OrderChangedError extends DomainError {
  constructor(order: Order) {
    super('order-changed', `The order is at version ${order.version} now.`, { order })
  }
}

/** An undo without `If-Match`: nobody takes back what they have not seen. */
export class VersionWantedError extends DomainError {
  constructor() {
    super('version-wanted', 'Send the version that you see as If-Match: "<version>".')
  }
}

export class UndoRefusedError extends DomainError {
  constructor(reason: string) {
    super('undo-refused', reason)
  }
}

export class ProductUnavailableError extends DomainError {
  constructor(errors: FieldError[]) {
    super('product-unavailable', 'The shop does not sell this at the moment.', { errors })
  }
}

export class IdempotencyMismatchError extends DomainError {
  constructor() {
    super('idempotency-mismatch', 'This Idempotency-Key was used for another request: take a new key for a new request.')
  }
}
