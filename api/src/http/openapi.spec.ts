import type { Shop } from '../../test/test-shop.ts'
import { endpoints } from '@orderbeat/shared'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop } from '../../test/test-shop.ts'

interface Operation { operationId: string, security?: object[], responses: Record<string, unknown> }
interface Document { openapi: string, paths: Record<string, Record<string, Operation>>, components: { schemas: Record<string, object> } }

let shop: Shop
let document: Document
beforeAll(async () => {
  shop = await openShop()
  document = (await shop.app.inject({ url: '/api/openapi.json' })).json()
})
afterAll(() => shop.close())

describe('the OpenAPI document', () => {
  it('has every endpoint of the contract and nothing else', () => {
    const documented = Object.entries(document.paths).flatMap(([path, operations]) => Object.keys(operations).map(method => `${method.toUpperCase()} ${path}`))
    expect(documented.sort()).toEqual(endpoints.map(({ method, url }) => `${method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`).sort())
    expect(document.openapi).toBe('3.1.0')
  })

  it('says which operations need a token', () => {
    for (const { method, url, config, schema } of endpoints) {
      const operation = document.paths[url.replaceAll(/:(\w+)/g, '{$1}')]![method.toLowerCase()]!
      expect(operation.operationId).toBe(schema.operationId)
      expect(operation.security !== undefined).toBe(!['anyone', 'cookie'].includes(config.access))
    }
  })

  it('says of every operation which problems it may answer with', () => {
    for (const { method, url, config } of endpoints) {
      const { responses } = document.paths[url.replaceAll(/:(\w+)/g, '{$1}')]![method.toLowerCase()]!
      const statuses = Object.keys(responses)
      expect(statuses).toEqual(expect.arrayContaining(['400', '429', '500', '503', ...(config.access === 'anyone' ? [] : ['401', '403']), ...(method === 'GET' ? [] : ['413', '415'])]))
      for (const status of statuses.filter(one => Number(one) >= 400))
        expect(responses[status]).toMatchObject({ content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } })
    }
  })

  it('names its schemas, and every reference leads to one', () => {
    expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(['Order', 'OrderTracking', 'Notification', 'Session', 'Problem']))
    for (const [, name] of JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g))
      expect(document.components.schemas).toHaveProperty(name!)
  })

  it('has a page that names no other host', async () => {
    const page = await shop.app.inject({ url: '/api/docs/' })
    expect(page.statusCode).toBe(200)
    expect(page.body).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
    expect(page.headers['content-security-policy']).toContain('default-src \'self\'')
  })
})
