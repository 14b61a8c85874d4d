import type { Endpoint } from './endpoint.ts'
import Type from 'typebox'
import { problemResponses } from './endpoint.ts'

const Health = Type.Object({ status: Type.Literal('ok') })

export const getLiveness = {
  method: 'GET',
  url: '/healthz',
  config: { access: 'anyone' },
  schema: { operationId: 'getLiveness', summary: 'The process runs', tags: ['Health'], response: { 200: Health } },
} as const satisfies Endpoint

export const getReadiness = {
  method: 'GET',
  url: '/readyz',
  config: { access: 'anyone' },
  schema: {
    operationId: 'getReadiness',
    summary: 'The database answers and the server is not shutting down',
    tags: ['Health'],
    response: { 200: Health, ...problemResponses('unavailable') },
  },
} as const satisfies Endpoint
