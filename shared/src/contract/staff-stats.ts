import type { Endpoint } from './endpoint.ts'
import Type from 'typebox'
import { FulfilmentStatusSchema, OrderStatusSchema } from '../order/order.ts'
import { apiBase, problemResponses } from './endpoint.ts'
import { Nullable, strict } from './scalars.ts'
import { Day } from './staff-orders.ts'

const seconds = Nullable(Type.Number())

export const StaffStats = Type.Object({
  from: Day,
  to: Day,
  statusNow: Type.Partial(Type.Record(OrderStatusSchema, Type.Integer()), { description: 'How many orders are where at the moment, whenever they were placed.' }),
  days: Type.Array(Type.Object({
    day: Day,
    orders: Type.Integer(),
    revenue: Type.Integer({ description: 'In minor units: the totals of the orders placed on this day, without those that were cancelled.' }),
    cancelled: Type.Integer({ description: 'How many of the orders placed on this day were cancelled since.' }),
  }), { description: 'Every day from `from` to `to`, oldest first.' }),
  stages: Type.Array(Type.Object({
    status: FulfilmentStatusSchema,
    medianSeconds: seconds,
    p90Seconds: seconds,
  }), { description: 'How long orders stayed in each stage that they left in these days, from logarithmic buckets of a tenth each.' }),
  freshness: Type.Object({ medianSeconds: seconds, p95Seconds: seconds }, { description: 'How long after a change the screens that customers had open showed it.' }),
}, { title: 'StaffStats' })
export type StaffStats = Type.Static<typeof StaffStats>

/** The most days of one question. */
export const mostStatsDays = 1100

/** The days that can be asked about: around them all are still written with four digits for the year. */
export const [firstStatsDay, lastStatsDay] = ['1970-01-01', '9998-12-31'] as const

export const getStaffStats = {
  method: 'GET',
  url: `${apiBase}/staff/stats`,
  config: { access: 'staff', poll: 'figures' },
  schema: {
    operationId: 'getStaffStats',
    summary: 'How the shop is doing',
    description: `Days are the shop's; both ends belong to it. Without them, the last thirty days. At most ${mostStatsDays} days, from ${firstStatsDay} to ${lastStatsDay}.`,
    tags: ['Staff'],
    querystring: Type.Object({ from: Type.Optional(Day), to: Type.Optional(Day) }, strict),
    response: { 200: StaffStats, ...problemResponses('invalid-request', 'unauthenticated', 'forbidden') },
  },
} as const satisfies Endpoint
