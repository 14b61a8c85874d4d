import { pluralsOf } from '../words/plural.ts'
import { wordsOf } from '../words/words.ts'

const plural = pluralsOf('en')

/** The shop, its basket and the checkout. */
export const shopWords = wordsOf('shop', {
  title: 'Shop',
  failed: 'The shop could not be loaded. Your basket is safe.',
  loading: 'Loading the products',
  empty: 'The shelves are empty at the moment. Look in again soon.',
  takenOut: (product: string) => `${product} taken out of the basket`,
  inBasket: (product: string, quantity: number) => `${product} in the basket: ${quantity}`,
  items: (count: number) => plural(count, { one: '# item', other: '# items' }),
  yourBasket: 'Your basket',
  checkOut: 'Check out',
  blank: 'Nothing on it yet. Add what you like, and it grows.',
  soldOut: 'Sold out',
  soldOutLine: 'Sold out for now. Take it out to order the rest.',
  total: 'Total',
  add: 'Add',
  addToBasket: (product: string) => `Add ${product} to the basket`,
  quantityOf: (product: string) => `Quantity of ${product}`,
  remove: (product: string) => `Remove ${product}`,
  less: (product: string) => `One ${product} less`,
  more: (product: string) => `One ${product} more`,
  checkout: 'Checkout',
  nothingToOrder: 'There is nothing in your basket to order.',
  goToShop: 'Go to the shop',
  yourOrder: 'Your order',
  change: 'Change',
  yourOrders: 'Your orders',
  place: (total: string) => `Place the order · ${total}`,
  placed: 'Order placed',
  howDelivered: 'How does it reach you?',
  ways: { delivery: 'Delivery', pickup: 'Pickup' },
  waysAbout: { delivery: 'We bring it to you', pickup: 'You fetch it at the shop' },
  address: 'Address',
  addressHint: 'Name, street, town',
  howPaid: 'How do you pay?',
  note: 'Note for the shop',
  optional: 'optional',
  /** What is wrong, by field or by the problem's code. */
  wrong: {
    'address': 'Where should it go? Street, town and who it is for.',
    'note': 'This note is too long, or has signs in it that cannot be printed.',
    'items': 'Something in your basket cannot be ordered like this. Have a look at it in the shop.',
    'connection': 'The shop did not answer. Try again: it will not be ordered twice.',
    'idempotency-mismatch': 'Your first try did reach the shop, with what you had chosen then. Look at it in your orders before you order again.',
    'customers-only': 'Staff cannot place orders. Sign in with a customer account.',
  },
})
