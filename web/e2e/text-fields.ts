import type { Endpoint } from '@orderbeat/shared'
import { endpoints } from '@orderbeat/shared'

interface Schema { type?: string | string[], enum?: unknown[], const?: unknown, format?: string, anyOf?: Schema[], properties?: Record<string, Schema>, items?: Schema }

const parts = ['params', 'querystring', 'headers', 'body'] as const

/** Every place of every request that the contract takes a text in, whatever its pattern: `placeOrder.body.note`. */
export function textFields(): string[] {
  return endpoints.flatMap(({ schema }) => parts.flatMap(part => textsIn(schema[part] as Schema | undefined, `${schema.operationId}.${part}`)))
}

function textsIn(schema: Schema | undefined, path: string): string[] {
  if (schema === undefined || schema.enum !== undefined || schema.const !== undefined || schema.format !== undefined)
    return []
  const inside = [
    ...(schema.anyOf ?? []).flatMap(one => textsIn(one, path)),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, one]) => textsIn(one, `${path}.${name}`)),
    ...textsIn(schema.items, `${path}[]`),
  ]
  return [schema.type].flat().includes('string') ? [path, ...inside] : inside
}

/** Where each of them is shown again, marked by these letters; null for what only names something, is compared, or kept secret. */
export const shownTexts: Readonly<Record<string, string | null>> = {
  ...fieldsOf('register', { 'body.name': 'cn', 'body.email': null, 'body.password': null }),
  ...fieldsOf('logIn', { 'body.email': null, 'body.password': null }),
  ...fieldsOf('refreshSession', { 'headers.x-orderbeat': null }),
  ...fieldsOf('logOut', { 'headers.x-orderbeat': null }),
  ...fieldsOf('putProduct', { 'params.sku': null, 'body.name': 'pn', 'body.description': 'pd' }),
  ...fieldsOf('placeOrder', { 'headers.idempotency-key': null, 'body.items[].productId': null, 'body.address': 'oa', 'body.note': 'on' }),
  ...fieldsOf('listOrders', { 'querystring.before': null, 'querystring.q': 'hq' }),
  ...fieldsOf('getOrder', { 'params.orderId': null }),
  ...fieldsOf('trackOrder', { 'params.orderId': null }),
  ...fieldsOf('cancelOrder', { 'params.orderId': null, 'headers.idempotency-key': null, 'headers.if-match': null, 'body.reason': 'cr' }),
  ...fieldsOf('listNotifications', { 'querystring.before': null, 'querystring.after': null, 'querystring.q': 'nq' }),
  ...fieldsOf('readNotifications', { 'body.ids[]': null, 'body.upTo': null }),
  ...fieldsOf('listStaffOrders', { 'querystring.before': null, 'querystring.status': null, 'querystring.fulfilmentStatus': null, 'querystring.paymentStatus': null, 'querystring.q': 'sq', 'querystring.customerId': null }),
  ...fieldsOf('exportStaffOrders', { 'querystring.status': null, 'querystring.fulfilmentStatus': null, 'querystring.paymentStatus': null, 'querystring.q': null, 'querystring.customerId': null }),
  ...fieldsOf('getStaffOrder', { 'params.orderId': null }),
  ...fieldsOf('updateStaffOrder', { 'params.orderId': null, 'headers.idempotency-key': null, 'headers.if-match': null, 'body.comment': 'sc', 'body.customerComment': 'cc', 'body.discount.reason': 'dr', 'body.trackingNumber': 'tn', 'body.trackingUrl': 'tu' }),
  ...fieldsOf('undoOrder', { 'params.orderId': null, 'headers.idempotency-key': null, 'headers.if-match': null }),
  ...fieldsOf('bulkUpdateOrders', { 'headers.idempotency-key': null, 'body.orders[].id': null, 'body.comment': 'bc' }),
  ...fieldsOf('undoBatch', { 'params.batchId': null, 'headers.idempotency-key': null }),
  ...fieldsOf('listEvents', { 'querystring.after': null }),
  ...fieldsOf('createStaffAccount', { 'body.name': 'an', 'body.email': 'ae', 'body.password': null }),
  ...fieldsOf('changeStaffAccount', { 'params.accountId': null, 'body.name': 'ac' }),
  ...fieldsOf('createKey', { 'body.name': 'kn' }),
  ...fieldsOf('revokeKey', { 'params.keyId': null }),
}

function fieldsOf(operationId: Endpoint['schema']['operationId'], marks: Record<string, string | null>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(marks).map(([field, mark]) => [`${operationId}.${field}`, mark]))
}
