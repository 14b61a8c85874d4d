import type { OrderStatus, PlaceOrderBody, Role } from '@orderbeat/shared'

/** The password of every account of the demo shop. */
export const demoPassword = 'orderbeat-demo'

/** People to try the demo as. */
export const demoAccounts = [
  { name: 'Ana', email: 'ana@example.com', role: 'customer' },
  { name: 'Ben', email: 'ben@example.com', role: 'customer' },
  { name: 'Sam', email: 'sam@example.com', role: 'staff' },
  { name: 'Ada', email: 'ada@example.com', role: 'admin' },
] as const satisfies { name: string, email: string, role: Role }[]

/** What the demo shop sells, prices in minor units. */
export const demoProducts = [
  { sku: 'BREAD-RYE', name: 'Rye sourdough', description: 'A kilo, baked this morning, keeps for a week.', price: 690, available: true },
  { sku: 'BREAD-SPELT', name: 'Spelt loaf', description: 'Mild and soft, with a thin crust.', price: 580, available: true },
  { sku: 'BUN-CARDAMOM', name: 'Cardamom buns', description: 'Six of them, knotted by hand.', price: 1250, available: true },
  { sku: 'CAKE-LEMON', name: 'Lemon cake', description: 'For eight, glazed, not too sweet.', price: 2400, available: true },
  { sku: 'TART-APPLE', name: 'Apple tart', description: 'Tart apples on almond cream.', price: 2650, available: true },
  { sku: 'COFFEE-HOUSE', name: 'House coffee', description: '250 g whole beans: cocoa, hazelnut, orange.', price: 1190, available: true },
  { sku: 'COFFEE-DECAF', name: 'Decaf coffee', description: '250 g whole beans, water process.', price: 1290, available: true },
  { sku: 'TEA-MINT', name: 'Garden mint tea', description: 'Dried leaves, 60 g.', price: 720, available: true },
  { sku: 'JAM-PLUM', name: 'Plum jam', description: 'Slow-cooked, 340 g.', price: 640, available: true },
  { sku: 'HONEY-LIME', name: 'Linden honey', description: 'From the roof next door, 500 g.', price: 1150, available: true },
  { sku: 'BUTTER-SALT', name: 'Salted butter', description: 'Cultured, 250 g, for the rye.', price: 480, available: true },
  { sku: 'STOLLEN', name: 'Christmas stollen', description: 'Back in December.', price: 2900, available: false },
]

/** An order of the demo's past: what was ordered how long ago, and how far the shop brought it. */
export interface DemoOrder {
  customer: 'ana@example.com' | 'ben@example.com'
  minutesAgo: number
  items: [sku: string, quantity: number][]
  fulfilment: PlaceOrderBody['fulfilment']
  paymentMethod: PlaceOrderBody['paymentMethod']
  address?: string
  note?: string
  /** Each status with the minutes after which it followed the step before. */
  life: [status: OrderStatus, minutesLater: number][]
  trackingNumber?: string
}

const anasAddress = 'Lindenstraße 4\n10969 Berlin'
const bensAddress = 'Canal Street 12\n1017 Amsterdam'
const day = 24 * 60

/** So many orders that every status can be seen on the first day. */
export const demoOrders: DemoOrder[] = [
  { customer: 'ana@example.com', minutesAgo: 19 * day, items: [['CAKE-LEMON', 1], ['COFFEE-HOUSE', 2]], fulfilment: 'delivery', paymentMethod: 'card', address: anasAddress, trackingNumber: 'OB-7741-220', life: [['confirmed', 12], ['paid', 3], ['processing', 55], ['shipped', 180], ['delivered', 1240]] },
  { customer: 'ben@example.com', minutesAgo: 9 * day, items: [['BREAD-RYE', 2], ['BUTTER-SALT', 1]], fulfilment: 'pickup', paymentMethod: 'cash_on_delivery', life: [['confirmed', 6], ['processing', 20], ['ready', 45], ['delivered', 130], ['paid', 1]] },
  { customer: 'ana@example.com', minutesAgo: 6 * day, items: [['TART-APPLE', 1]], fulfilment: 'pickup', paymentMethod: 'card', note: 'Without cinnamon, please.', life: [['cancelled', 25]] },
  { customer: 'ana@example.com', minutesAgo: 2 * day, items: [['BUN-CARDAMOM', 2], ['TEA-MINT', 1], ['JAM-PLUM', 1]], fulfilment: 'delivery', paymentMethod: 'bank_transfer', address: anasAddress, trackingNumber: 'OB-7802-114', life: [['confirmed', 30], ['processing', 600], ['shipped', 900], ['paid', 200]] },
  { customer: 'ben@example.com', minutesAgo: 170, items: [['COFFEE-DECAF', 1], ['HONEY-LIME', 1]], fulfilment: 'delivery', paymentMethod: 'card', address: bensAddress, life: [['confirmed', 8], ['processing', 60]] },
  { customer: 'ana@example.com', minutesAgo: 75, items: [['BREAD-SPELT', 1], ['BUTTER-SALT', 2]], fulfilment: 'pickup', paymentMethod: 'cash_on_delivery', life: [['confirmed', 5], ['processing', 15], ['ready', 30]] },
  { customer: 'ben@example.com', minutesAgo: 22, items: [['CAKE-LEMON', 1]], fulfilment: 'pickup', paymentMethod: 'card', note: 'It is a birthday: a candle would be nice.', life: [] },
]

/** What is sent to place a demo order. `ids` of the products by SKU; one that the shop does not sell is named by its SKU. */
export function basketOf({ items, fulfilment, paymentMethod, address, note }: DemoOrder, ids: ReadonlyMap<string, string>): PlaceOrderBody {
  return {
    items: items.map(([sku, quantity]) => ({ productId: ids.get(sku) ?? sku, quantity })),
    fulfilment,
    paymentMethod,
    ...(address === undefined ? {} : { address }),
    ...(note === undefined ? {} : { note }),
  }
}
