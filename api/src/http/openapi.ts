import type { Endpoint } from '@orderbeat/shared'
import type { FastifyInstance } from 'fastify'
import { STATUS_CODES } from 'node:http'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { responsesOf } from '@orderbeat/shared'
import { pagePolicyText } from './page-policy.ts'
import { forAnyone } from './route-classes.ts'

type Json = { [name: string]: Json } | Json[] | string | number | boolean | null

const description = `Order history and order status by polling.

Every pollable GET answers with an ETag and with \`Poll-Interval\` (seconds until the next ask, -1 when nothing can change any more). Send the tag back as \`If-None-Match\`: as long as nothing has changed the answer is an empty 304.

Errors are problem details (RFC 9457). Writes on orders take \`Idempotency-Key\` and \`If-Match\`.`

/** The OpenAPI 3.1 document, made from the same values that route and validate, and a page to browse it. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Orderbeat', version: '1', description, license: { name: 'MIT', identifier: 'MIT' } },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    hideUntagged: true,
    transform: ({ schema, url, route }) => ({
      schema: {
        ...schema,
        ...(schema?.operationId === undefined ? {} : { response: describeProblems(route as never) }),
        ...(needsToken(route.config?.access) ? { security: [{ bearer: [] }] } : {}),
      },
      url,
    }),
    transformObject: document => nameSchemas(('openapiObject' in document ? document.openapiObject : document.swaggerObject) as Json) as never,
  })
}

/** Serves the document and its page; the page loads nothing from anywhere else. */
export async function serveDocumentation(app: FastifyInstance): Promise<void> {
  app.get('/api/openapi.json', { config: { access: 'anyone' }, schema: { hide: true } }, async () => app.swagger())
  await forAnyone(app, place => place.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: pagePolicyText,
    uiConfig: { deepLinking: true, persistAuthorization: false },
    theme: { title: 'Orderbeat API' },
  }))
}

/** Every status that an operation may answer with, its problems with their media type (RFC 9457 §3). */
function describeProblems(endpoint: Endpoint): Record<string, unknown> {
  return Object.fromEntries(Object.entries(responsesOf(endpoint)).map(([status, answer]) => Number(status) < 400
    ? [status, answer]
    : [status, { description: STATUS_CODES[status], content: { 'application/problem+json': { schema: answer } } }]))
}

function needsToken(access: string | undefined): boolean {
  return access !== undefined && access !== 'anyone' && access !== 'cookie'
}

/** Schemas with a title become components of that name, so that generated clients have types with names. */
function nameSchemas(document: Json): Json {
  const schemas: { [name: string]: Json } = {}
  const walk = (value: Json): Json => {
    if (Array.isArray(value))
      return value.map(walk)
    if (value === null || typeof value !== 'object')
      return value
    const walked = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, walk(member)]))
    const { title, type } = walked
    if (typeof title !== 'string' || type !== 'object')
      return walked
    schemas[title] = walked
    return { $ref: `#/components/schemas/${title}` }
  }
  const named = walk(document) as { components?: { [name: string]: Json } }
  return { ...named, components: { ...named.components, schemas } }
}
