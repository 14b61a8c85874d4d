import type { Endpoint } from './endpoint.ts'
import { getLiveness, getReadiness } from './health.ts'
import { createKey, listKeys, revokeKey } from './machine-keys.ts'
import { listNotifications, readNotifications } from './notifications.ts'
import { cancelOrder, getOrder, listOrders, placeOrder, trackOrder } from './orders.ts'
import { listProducts } from './products.ts'
import { getMe, logIn, logOut, refreshSession, register } from './sessions.ts'
import { changeStaffAccount, createStaffAccount, listStaffAccounts } from './staff-accounts.ts'
import { bulkUpdateOrders, undoBatch, undoOrder } from './staff-bulk.ts'
import { listEvents } from './staff-events.ts'
import { exportStaffOrders, getStaffOrder, listStaffOrders, updateStaffOrder } from './staff-orders.ts'
import { putProduct } from './staff-products.ts'
import { getStaffStats } from './staff-stats.ts'

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
  exportStaffOrders,
  getStaffOrder,
  updateStaffOrder,
  undoOrder,
  bulkUpdateOrders,
  undoBatch,
  listEvents,
  getStaffStats,
  listStaffAccounts,
  createStaffAccount,
  changeStaffAccount,
  listKeys,
  createKey,
  revokeKey,
  getLiveness,
  getReadiness,
]
