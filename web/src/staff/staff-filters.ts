import type { StaffOrdersQuery } from '@orderbeat/shared'
import type { LocationQuery } from 'vue-router'
import { fulfilments, orderStatuses, paymentStatuses, staffSorts } from '@orderbeat/shared'

/** What the console's list is narrowed and sorted by. It lives in the address, so that a link shows the same list. */
export type StaffFilters = Pick<StaffOrdersQuery, 'fulfilment' | 'q' | 'from' | 'to' | 'sort' | 'before'> & {
  status: (typeof orderStatuses)[number][]
  paymentStatus: (typeof paymentStatuses)[number][]
}

/** Filters to change; undefined takes one away. */
export type Narrowing = { [filter in keyof StaffFilters]?: StaffFilters[filter] | undefined }

/** The filters that an address names; what makes no sense in it is left out. */
export function filtersOf(query: LocationQuery): StaffFilters {
  const { q, before } = query
  return {
    status: listOf(query.status, orderStatuses),
    paymentStatus: listOf(query.paymentStatus, paymentStatuses),
    ...member('fulfilment', fulfilments.find(value => value === query.fulfilment)),
    ...member('sort', staffSorts.find(value => value === query.sort)),
    ...member('from', dayOf(query.from)),
    ...member('to', dayOf(query.to)),
    ...member('q', typeof q === 'string' && q.trim() !== '' ? q.slice(0, 100) : undefined),
    ...member('before', typeof before === 'string' && before !== '' ? before : undefined),
  }
}

/** The filters as the API and the address take them; the two have the same names. */
export function queryOf(filters: Narrowing): StaffOrdersQuery {
  const { status = [], paymentStatus = [], ...rest } = filters
  return {
    ...member('status', status.join(',') || undefined),
    ...member('paymentStatus', paymentStatus.join(',') || undefined),
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined && value !== '')),
  }
}

/** How many filters narrow the list: the sort and the page do not. */
export function activeFilters(filters: Narrowing): number {
  const { sort: _sort, before: _before, ...narrowing } = queryOf(filters)
  return Object.keys(narrowing).length
}

function listOf<T extends string>(value: unknown, known: readonly T[]): T[] {
  const named = typeof value === 'string' ? value.split(',') : []
  return known.filter(one => named.includes(one))
}

function dayOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined
}

/** `{ [key]: value }`, or nothing for undefined: an optional member is absent rather than undefined. */
function member<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
  return value === undefined ? {} : { [key]: value } as { [key in K]: V }
}
