import type { OrderStatus, Progress } from '@orderbeat/shared'
import type { StoredOrder } from '../src/database/order-rows.ts'
import type { BenchPerson } from './people.ts'
import { moved, orderSums, placed } from '@orderbeat/shared'
import { idOf, personAt } from './people.ts'

const products = ['Rye bread', 'Lemon cake', 'Stollen', 'Olive oil', 'Espresso beans', 'Quince jam', 'Sea salt', 'Goat cheese', 'Apple juice', 'Honey', 'Walnut pasta', 'Dark chocolate']
const lives: OrderStatus[][] = [
  ['confirmed', 'processing', 'shipped', 'delivered', 'paid'],
  ['paid', 'confirmed', 'processing', 'shipped', 'delivered'],
  ['confirmed', 'processing', 'delivered'],
  ['confirmed', 'cancelled'],
]
const minute = 60_000
export const benchShop = { currency: 'EUR', timeZone: 'UTC' }
/** Three years of orders end here. */
export const benchNow = Date.parse('2026-11-20T12:00:00.000Z')
const threeYears = 3 * 365 * 24 * 60 * minute

/** Whose the nth order is. */
export function customerAt(index: number, customers: number): BenchPerson {
  return personAt(scatter(index, 1) % customers)
}

/** The ids of all orders of the nth customer. */
export function ordersOf(customer: number, count: number, customers: number): string[] {
  return Array.from({ length: count }, (_, index) => index).filter(index => scatter(index, 1) % customers === customer).map(index => idOf('b', index))
}

/** The nth of `count` orders of `customers` customers: old ones are over, the newest hundredth are under way. */
export function orderAt(index: number, count: number, customers: number): StoredOrder {
  const placedAt = benchNow - threeYears + Math.floor(index * (threeYears / count))
  const person = customerAt(index, customers)
  const fulfilment = index % 3 === 0 ? 'pickup' : 'delivery'
  const items = Array.from({ length: 1 + scatter(index, 2) % 4 }, (_, line) => itemAt(scatter(index, 3 + line)))
  const progress = progressOf(index, count, fulfilment, placedAt)
  return {
    ...progress,
    ...orderSums(items, 0),
    id: idOf('b', index),
    number: `ONLINE-${String(index + 1).padStart(6, '0')}`,
    customerId: person.id,
    customerName: person.name,
    version: Object.keys(progress.milestones).length,
    items,
    currency: benchShop.currency,
    paymentMethod: 'card',
    address: fulfilment === 'delivery' ? `Lindenstraße ${index % 200}, Berlin` : null,
    note: null,
    trackingNumber: progress.milestones.shipped === undefined ? null : `1Z${scatter(index, 9).toString(36).toUpperCase().padStart(7, '0')}${index}`,
    trackingUrl: null,
    estimatedDelivery: null,
    placedAt: iso(placedAt),
    updatedAt: Object.values(progress.milestones).at(-1) ?? iso(placedAt),
    undoableFrom: null,
  }
}

function progressOf(index: number, count: number, fulfilment: Progress['fulfilment'], placedAt: number): Progress {
  const life = lives[scatter(index, 8) % 16 < 14 ? index % 3 : 3]!
  const reached = index < count * 0.99 ? life.length : scatter(index, 7) % life.length
  let at = placedAt
  return life.slice(0, reached)
    .map(status => fulfilment === 'pickup' && status === 'shipped' ? 'ready' as const : status)
    .reduce((progress, status, step) => moved(progress, status, iso(at += stageTime(index, step))), placed(fulfilment, iso(placedAt)))
}

/** How long an order stays in a stage, in milliseconds: around 20 minutes, some a sixth and some six times as long. */
function stageTime(index: number, step: number): number {
  const random = [11, 12, 13].reduce((sum, salt) => sum + scatter(index, salt + 10 * step) / 2 ** 32, 0)
  return Math.round(20 * minute * Math.exp(1.2 * (random - 1.5)))
}

function itemAt(random: number) {
  const product = random % products.length
  const quantity = 1 + random % 3
  const unitPrice = 290 + product * 130
  return { productId: idOf('a', product), sku: `SKU-${product}`, name: products[product]!, quantity, unitPrice, total: quantity * unitPrice }
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

/** A number that looks random and is the same in every run. */
export function scatter(index: number, salt: number): number {
  let mixed = Math.imul(index + 1, 0x9E3779B1) ^ Math.imul(salt, 0x85EBCA6B)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2C1B3C6D)
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297A2D39)
  return (mixed ^ (mixed >>> 15)) >>> 0
}
