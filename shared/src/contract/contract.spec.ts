import { Value } from 'typebox/value'
import { describe, expect, it } from 'vitest'
import { urlOf } from './endpoint.ts'
import { endpoints } from './endpoints.ts'
import { getOrder, listOrders, placeOrder } from './orders.ts'
import { problemCode, problems } from './problem.ts'
import { updateStaffOrder } from './staff-orders.ts'

describe('the contract', () => {
  it('has each address and each name once', () => {
    expect(new Set(endpoints.map(({ method, url }) => `${method} ${url}`)).size).toBe(endpoints.length)
    expect(new Set(endpoints.map(({ schema }) => schema.operationId)).size).toBe(endpoints.length)
  })

  it('says of every endpoint what it answers, and of every guarded one that it may be refused', () => {
    for (const { config, schema, url } of endpoints) {
      const statuses = Object.keys(schema.response).map(Number)
      expect(statuses.filter(status => status < 300).length, url).toBeGreaterThan(0)
      if (!['anyone', 'cookie'].includes(config.access))
        expect(statuses, url).toContain(401)
      if (['customer', 'staff', 'admin'].includes(config.access))
        expect(statuses, url).toContain(403)
    }
  })

  it('lets nothing unknown into a body or a query', () => {
    const closed = (schema: { additionalProperties?: unknown, anyOf?: object[] }): boolean =>
      schema.anyOf === undefined ? schema.additionalProperties === false : schema.anyOf.every(closed)
    for (const { schema, url } of endpoints) {
      for (const part of [schema.body, schema.querystring])
        expect(part === undefined || closed(part), url).toBe(true)
    }
  })

  it('polls only what is read', () => {
    expect(endpoints.filter(({ config, method }) => 'poll' in config && method !== 'GET')).toEqual([])
  })

  it('takes line breaks in a note but no control characters', () => {
    const body = { items: [{ productId: 'p', quantity: 1 }], fulfilment: 'pickup', paymentMethod: 'card' }
    expect(Value.Check(placeOrder.schema.body, { ...body, note: 'two\nlines' })).toBe(true)
    expect(Value.Check(placeOrder.schema.body, { ...body, note: 'a\u0000' })).toBe(false)
    expect(Value.Check(updateStaffOrder.schema.body, { trackingNumber: 'two\nlines' })).toBe(false)
  })
})

describe('an address', () => {
  it('carries parameters and query, encoded, and leaves out what is not given', () => {
    expect(urlOf(getOrder, { params: { orderId: 'a/b?' } })).toBe('/api/v1/orders/a%2Fb%3F')
    expect(urlOf(listOrders, { query: { limit: 5, q: 'ä b', status: undefined } })).toBe('/api/v1/orders?limit=5&q=%C3%A4+b')
  })
})

describe('a problem', () => {
  it('is known by its type', () => {
    for (const [code, { status, title }] of Object.entries(problems)) {
      expect(problemCode({ type: `/problems/${code}` })).toBe(code)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(title).toMatch(/^[A-Z]/)
    }
  })
})
