import { app } from '../app/app-words.de.ts'
import { formats } from '../formats/format-words.de.ts'
import { orderPage } from '../orders/order-page-words.de.ts'
import { orders } from '../orders/order-words.de.ts'
import { telling } from '../telling/telling-words.de.ts'

/** German for customers: what everybody may see. */
export default { app, formats, orders, orderPage, telling }
