import { endpoints } from '@orderbeat/shared'

/** Who gets in: everybody, those with the refresh cookie, anybody signed in, some of them, or who runs the server. */
export type Door = 'operator' | 'anyone' | 'cookie' | 'account' | 'customer' | 'staff' | 'staff and reading keys' | 'staff and writing keys' | 'admin'

/** Who may call what, written down a second time: a route that is new or changes its class has to be changed here too. */
export const doors: Readonly<Record<string, Door>> = {
  'POST /api/v1/auth/register': 'anyone',
  'POST /api/v1/auth/login': 'anyone',
  'POST /api/v1/auth/refresh': 'cookie',
  'POST /api/v1/auth/logout': 'cookie',
  'GET /api/v1/me': 'account',
  'GET /api/v1/products': 'anyone',
  'POST /api/v1/orders': 'customer',
  'GET /api/v1/orders': 'customer',
  'GET /api/v1/orders/:orderId': 'customer',
  'GET /api/v1/orders/:orderId/status': 'customer',
  'POST /api/v1/orders/:orderId/cancel': 'customer',
  'GET /api/v1/notifications': 'account',
  'POST /api/v1/notifications/read': 'account',
  'GET /api/v1/staff/orders': 'staff and reading keys',
  'GET /api/v1/staff/orders.csv': 'staff and reading keys',
  'GET /api/v1/staff/orders/:orderId': 'staff and reading keys',
  'PATCH /api/v1/staff/orders/:orderId': 'staff and writing keys',
  'POST /api/v1/staff/orders/bulk': 'staff and writing keys',
  'POST /api/v1/staff/orders/:orderId/undo': 'staff and writing keys',
  'POST /api/v1/staff/batches/:batchId/undo': 'staff and writing keys',
  'GET /api/v1/staff/events': 'staff and reading keys',
  'GET /api/v1/staff/stats': 'staff',
  'GET /api/v1/staff/keys': 'admin',
  'POST /api/v1/staff/keys': 'admin',
  'DELETE /api/v1/staff/keys/:keyId': 'admin',
  'GET /api/v1/staff/accounts': 'admin',
  'POST /api/v1/staff/accounts': 'admin',
  'PATCH /api/v1/staff/accounts/:accountId': 'admin',
  'PUT /api/v1/staff/products/:sku': 'admin',
  'GET /healthz': 'anyone',
  'GET /readyz': 'anyone',
  'GET /metrics': 'operator',
  'GET /api/openapi.json': 'anyone',
  'GET /api/docs': 'anyone',
  'GET /api/docs/': 'anyone',
  'GET /api/docs/json': 'anyone',
  'GET /api/docs/yaml': 'anyone',
  'GET /api/docs/static/index.html': 'anyone',
  'GET /api/docs/static/swagger-initializer.js': 'anyone',
  'GET /api/docs/static/*': 'anyone',
  'GET /': 'anyone',
  'GET /*': 'anyone',
}

/** What an answer to who gets in may have for a status: what the contract says for those asks that are not conditional. */
export function successesOf(method: string, url: string): number[] {
  const endpoint = endpoints.find(one => one.method === (method === 'HEAD' ? 'GET' : method) && one.url === url)
  if (endpoint !== undefined)
    return Object.keys(endpoint.schema.response).map(Number).filter(status => status < 400 && status !== 304)
  // The documentation's page has one address.
  return url === '/api/docs/static/index.html' ? [302] : [200]
}

/** What comes of a call: it gets in, or the status of the refusal. */
export type Verdict = 'in' | 401 | 403

export const callerNames = ['nobody', 'expired', 'ana', 'ben', 'sam', 'ada', 'readingKey', 'writingKey', 'revokedKey', 'operator'] as const
export type CallerName = typeof callerNames[number]

const unknown = { nobody: 401, expired: 401, revokedKey: 401, operator: 401 } as const
const keyless = { ...unknown, readingKey: 401, writingKey: 401 } as const
const all = (verdict: Verdict) => Object.fromEntries(callerNames.map(name => [name, verdict])) as Record<CallerName, Verdict>

/** For each door, what comes of each caller. */
export const verdicts: Readonly<Record<Door, Record<CallerName, Verdict>>> = {
  'operator': { ...all(401), operator: 'in' },
  'anyone': all('in'),
  // Nobody here has the cookie or comes from a page of the app's own.
  'cookie': all(403),
  'account': { ...keyless, ana: 'in', ben: 'in', sam: 'in', ada: 'in' },
  'customer': { ...keyless, ana: 'in', ben: 'in', sam: 403, ada: 403 },
  'staff': { ...keyless, ana: 403, ben: 403, sam: 'in', ada: 'in' },
  'staff and reading keys': { ...unknown, ana: 403, ben: 403, sam: 'in', ada: 'in', readingKey: 'in', writingKey: 403 },
  'staff and writing keys': { ...unknown, ana: 403, ben: 403, sam: 'in', ada: 'in', readingKey: 403, writingKey: 'in' },
  'admin': { ...keyless, ana: 403, ben: 403, sam: 403, ada: 'in' },
}
