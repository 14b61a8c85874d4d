import { app } from '../app/app-words.de.ts'
import { formats } from '../formats/format-words.de.ts'
import { notifications } from '../notifications/notification-words.de.ts'
import { orderPage } from '../orders/order-page-words.de.ts'
import { orders } from '../orders/order-words.de.ts'
import { outbox } from '../outbox/outbox-words.de.ts'
import { polling } from '../polling/polling-words.de.ts'
import { session } from '../session/session-words.de.ts'
import { shop } from '../shop/shop-words.de.ts'
import { telling } from '../telling/telling-words.de.ts'

/** German for customers: what everybody may see. */
export default { app, formats, notifications, orderPage, orders, outbox, polling, session, shop, telling }
