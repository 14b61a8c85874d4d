import type { Endpoint } from './endpoint.ts'
import Type from 'typebox'
import { accountFields } from './accounts.ts'
import { apiBase, problemResponses } from './endpoint.ts'
import { Id, Instant, Nullable, strict } from './scalars.ts'

const tags = ['Admin']

export const staffRoles = ['staff', 'admin'] as const
const StaffRole = Type.Enum([...staffRoles])

/** Somebody who works here. */
export const StaffAccount = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  role: StaffRole,
  createdAt: Instant,
  disabledAt: Nullable(Instant),
}, { title: 'StaffAccount' })
export type StaffAccount = Type.Static<typeof StaffAccount>

export const listStaffAccounts = {
  method: 'GET',
  url: `${apiBase}/staff/accounts`,
  config: { access: 'admin' },
  schema: {
    operationId: 'listStaffAccounts',
    summary: 'The people who work here, by name',
    tags,
    response: { 200: Type.Object({ accounts: Type.Array(StaffAccount) }), ...problemResponses('unauthenticated', 'forbidden') },
  },
} as const satisfies Endpoint

export const createStaffAccount = {
  method: 'POST',
  url: `${apiBase}/staff/accounts`,
  config: { access: 'admin' },
  schema: {
    operationId: 'createStaffAccount',
    summary: 'Add somebody who works here',
    tags,
    body: Type.Object({ ...accountFields, role: StaffRole }, strict),
    response: { 201: StaffAccount, ...problemResponses('invalid-request', 'unauthenticated', 'forbidden', 'email-taken') },
  },
} as const satisfies Endpoint

export const changeStaffAccount = {
  method: 'PATCH',
  url: `${apiBase}/staff/accounts/:accountId`,
  config: { access: 'admin' },
  schema: {
    operationId: 'changeStaffAccount',
    summary: 'Change the name or role of somebody who works here, or shut them out',
    description: 'A changed role counts from the next refresh on, at the latest after a quarter of an hour. Disabling ends all sessions in the same time. There is always one admin left.',
    tags,
    params: Type.Object({ accountId: Id }),
    body: Type.Object({
      name: Type.Optional(accountFields.name),
      role: Type.Optional(StaffRole),
      disabled: Type.Optional(Type.Boolean()),
    }, { ...strict, minProperties: 1 }),
    response: { 200: StaffAccount, ...problemResponses('invalid-request', 'unauthenticated', 'forbidden', 'not-found', 'last-admin') },
  },
} as const satisfies Endpoint
