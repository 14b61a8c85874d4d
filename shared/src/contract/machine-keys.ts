import type { Endpoint } from './endpoint.ts'
import Type from 'typebox'
import { apiBase, problemResponses } from './endpoint.ts'
import { keyScopes } from './key-scopes.ts'
import { Id, Instant, Line, Nullable, strict } from './scalars.ts'

const tags = ['Admin']

/** What every key begins with, so that one that got lost is recognised. */
export const keyPrefix = 'obk_'

export const MachineKey = Type.Object({
  id: Id,
  name: Type.String({ examples: ['Till 1'] }),
  scopes: Type.Array(Type.Enum([...keyScopes])),
  createdAt: Instant,
  lastUsedAt: Nullable(Instant),
  revokedAt: Nullable(Instant),
  key: Type.Optional(Type.String({ description: 'Only in the answer that made it. Send it as `Authorization: Bearer`.' })),
}, { title: 'MachineKey' })
export type MachineKey = Type.Static<typeof MachineKey>

export const listKeys = {
  method: 'GET',
  url: `${apiBase}/staff/keys`,
  config: { access: 'admin' },
  schema: {
    operationId: 'listKeys',
    summary: 'The keys of tills and other machines, newest first',
    tags,
    response: { 200: Type.Object({ keys: Type.Array(MachineKey) }), ...problemResponses('unauthenticated', 'forbidden') },
  },
} as const satisfies Endpoint

export const createKey = {
  method: 'POST',
  url: `${apiBase}/staff/keys`,
  config: { access: 'admin' },
  schema: {
    operationId: 'createKey',
    summary: 'Make a key for a machine',
    description: 'The key is in this answer and nowhere else: only its hash is kept.',
    tags,
    body: Type.Object({
      name: Line(80),
      scopes: Type.Array(Type.Enum([...keyScopes]), { minItems: 1, maxItems: keyScopes.length, uniqueItems: true }),
    }, strict),
    response: { 201: MachineKey, ...problemResponses('invalid-request', 'unauthenticated', 'forbidden') },
  },
} as const satisfies Endpoint

export const revokeKey = {
  method: 'DELETE',
  url: `${apiBase}/staff/keys/:keyId`,
  config: { access: 'admin' },
  schema: {
    operationId: 'revokeKey',
    summary: 'Revoke a key: it opens nothing from now on',
    tags,
    params: Type.Object({ keyId: Id }),
    response: { 200: MachineKey, ...problemResponses('unauthenticated', 'forbidden', 'not-found') },
  },
} as const satisfies Endpoint
