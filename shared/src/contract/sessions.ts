import type { Static } from 'typebox'
import type { Endpoint } from './endpoint.ts'
import Type from 'typebox'
import { Account, accountFields } from './accounts.ts'
import { apiBase, problemResponses } from './endpoint.ts'
import { Instant, strict } from './scalars.ts'

/** A signed-in person: a short access token here, the refresh token in an HttpOnly cookie. */
export const Session = Type.Object({
  accessToken: Type.String({ description: 'JWT (RFC 9068), at most 15 minutes. Send it as `Authorization: Bearer`.' }),
  expiresAt: Instant,
  account: Account,
}, { title: 'Session' })
export type Session = Static<typeof Session>

/** Where the refresh cookie is sent, and so the base of everything that needs it. */
export const authBase = `${apiBase}/auth`

/** A header that no foreign page can send without being asked by CORS: it guards the cookie routes. */
export const csrfHeader = 'x-orderbeat'

const cookieHeaders = Type.Object({ [csrfHeader]: Type.Optional(Type.String({ description: 'Wanted, with the value 1.' })) })
const tags = ['Sessions']

export const register = {
  method: 'POST',
  url: `${authBase}/register`,
  config: { access: 'anyone' },
  schema: {
    operationId: 'register',
    summary: 'Open a customer account and sign in',
    tags,
    body: Type.Object({ name: accountFields.name, email: accountFields.email, password: accountFields.password }, strict),
    response: { 201: Session, ...problemResponses('invalid-request', 'email-taken', 'unavailable') },
  },
} as const satisfies Endpoint

export const logIn = {
  method: 'POST',
  url: `${authBase}/login`,
  config: { access: 'anyone' },
  schema: {
    operationId: 'logIn',
    summary: 'Sign in',
    description: 'A wrong password and an unknown email get the same answer after the same time.',
    tags,
    body: Type.Object({ email: Type.String({ maxLength: 254 }), password: Type.String({ maxLength: 200 }) }, strict),
    response: { 200: Session, ...problemResponses('invalid-request', 'invalid-credentials', 'unavailable') },
  },
} as const satisfies Endpoint

export const refreshSession = {
  method: 'POST',
  url: `${authBase}/refresh`,
  config: { access: 'cookie' },
  schema: {
    operationId: 'refreshSession',
    summary: 'Get a new access token for the refresh cookie',
    description: 'The refresh token is rotated. The old one stays good until its successor is first used; after that its use ends the family.',
    tags,
    headers: cookieHeaders,
    response: { 200: Session, ...problemResponses('unauthenticated', 'forbidden') },
  },
} as const satisfies Endpoint

export const logOut = {
  method: 'POST',
  url: `${authBase}/logout`,
  config: { access: 'cookie' },
  schema: {
    operationId: 'logOut',
    summary: 'Sign out: the refresh token and all of its family are revoked',
    tags,
    headers: cookieHeaders,
    response: { 204: Type.Null(), ...problemResponses('forbidden') },
  },
} as const satisfies Endpoint

export const getMe = {
  method: 'GET',
  url: `${apiBase}/me`,
  config: { access: 'account' },
  schema: {
    operationId: 'getMe',
    summary: 'Who the token speaks for',
    tags,
    response: { 200: Account, ...problemResponses('unauthenticated') },
  },
} as const satisfies Endpoint
