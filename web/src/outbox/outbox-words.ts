import { pluralsOf } from '../words/plural.ts'
import { wordsOf } from '../words/words.ts'

const plural = pluralsOf('en')

/** What is done without a connection, what comes of it, and the state of the app itself. */
export const outboxWords = wordsOf('outbox', {
  offline: 'You are offline.',
  offlineAbout: 'You see what was known last. What you do is sent later.',
  waitingCount: (count: number) => plural(count, { one: '# waits to be sent', other: '# wait to be sent' }),
  backOnline: 'You are online again.',
  newVersion: 'A new version of Orderbeat is ready.',
  useNow: 'Use it now',
  later: 'Later',
  heading: 'Waiting to be sent',
  waiting: 'Waiting to be sent',
  sentNoAnswer: 'Sent, no answer yet',
  sentAbout: 'It may have reached the shop. You will see as soon as there is a connection; it counts once.',
  since: (when: string) => `since ${when}`,
  orderOf: (lines: string) => `Order: ${lines}`,
  cancelOf: (number: string) => `Cancel order ${number}`,
  cancelWaits: 'Your cancel is waiting to be sent. Until then the shop may start on the order.',
  takeBack: 'Take back',
  takenBack: 'Taken back. It is not sent.',
  tooLate: 'It is on its way already and cannot be taken back.',
  intoBasket: 'Put back into the basket',
  understood: 'Understood',
  queuedPlace: 'You are offline: your order is sent as soon as there is a connection.',
  queuedCancel: 'You are offline: the cancel is sent as soon as there is a connection.',
  noAnswer: 'The shop has not answered yet. It is tried again by itself, and counts once.',
  placed: 'Your order was sent: the shop has it',
  cancelled: 'Your cancel was sent: the order is cancelled',
  priceChanged: (number: string, now: string, before: string) => `Order ${number} was placed, but prices have changed: it costs ${now} instead of ${before}.`,
  outdated: (what: string) => `${what}. This was kept by an older version of the app and can no longer be sent. Check your orders, and do it again if it is not there.`,
  notPlaced: (lines: string) => `Your order was not placed: ${lines}.`,
  notCancelled: (number: string) => `Order ${number} was not cancelled.`,
  cancelledTooLate: (number: string) => `Order ${number} was not cancelled: your cancel came too late.`,
  refusals: {
    'product-unavailable': 'Something in it is sold out by now.',
    'invalid-request': 'The shop does not have something in it any more.',
    'idempotency-mismatch': 'The shop has another order under the same key.',
    'order-not-found': 'The shop does not know this order.',
    'customers-only': 'Staff cannot place orders.',
  },
  signOutTitle: 'Sign out without sending?',
  signOutAbout: (count: number) => plural(count, { one: '# thing you did waits to be sent. If you sign out now, it is not sent.', other: '# things you did wait to be sent. If you sign out now, they are not sent.' }),
  signOutYes: 'Sign out anyway',
  signOutNo: 'Stay signed in',
})
