import type { Endpoint } from './endpoint.ts'
import { getLiveness, getReadiness } from './health.ts'
import { listNotifications, readNotifications } from './notifications.ts'
import { cancelOrder, getOrder, listOrders, placeOrder, trackOrder } from './orders.ts'
import { listProducts, putProduct } from './products.ts'
import { getMe, logIn, logOut, refreshSession, register } from './sessions.ts'
import { getStaffOrder, listStaffOrders, updateStaffOrder } from './staff-orders.ts'

/** The whole contract, in the order in which a reader meets it. */
export const endpoints: readonly Endpoint[] = [
  register,
  logIn,
  refreshSession,
  logOut,
  getMe,
  listProducts,
  putProduct,
  placeOrder,
  listOrders,
  getOrder,
  trackOrder,
  cancelOrder,
  listNotifications,
  readNotifications,
  listStaffOrders,
  getStaffOrder,
  updateStaffOrder,
  getLiveness,
  getReadiness,
]
