import type { Acknowledged } from './writers.ts'
import Sqlite from 'better-sqlite3'

/** What is wrong in a file after some acknowledged writes: lost, doubled or half-written. Nobody may have it open. */
export function lookThrough(path: string, acknowledged: readonly Acknowledged[]): string[] {
  const file = new Sqlite(path, { readonly: true })
  const placed = new Map(file.prepare<[], [string, string, number]>('select note, id, version from orders').raw().all().map(([note, id, version]) => [note, { id, version }]))
  const versions = new Map([...placed.values()].map(({ id, version }) => [id, version]))
  const moved = new Map(file.prepare<[], [string, number]>('select comment, count(*) from order_events where comment is not null group by comment').raw().all())
  const wrong = acknowledged.flatMap(({ key, orderId, version, places }) => [
    ...(versions.get(orderId) ?? 0) >= version ? [] : [`${key} is lost`],
    ...places && placed.get(key)?.id !== orderId ? [`${key} has another order`] : [],
    ...!places && moved.get(key) !== 1 ? [`${key} has ${moved.get(key) ?? 0} effects`] : [],
  ])
  const count = (sql: string) => file.prepare<[], number>(sql).pluck().get()
  const none: [string, string][] = [
    ['orders placed twice under a key', 'select count(*) - count(distinct note) from orders'],
    ['orders whose events are not their versions', 'select count(*) from orders where version <> (select count(*) from order_events where order_id = orders.id) or version <> (select max(version) from order_events where order_id = orders.id)'],
    ['events without a notification', 'select count(*) from order_events where not exists (select 1 from notifications where event_id = order_events.id)'],
    ['events that staff is told of twice or never', 'select count(*) from order_events where (select count(*) from notifications where event_id = order_events.id and reader = \'staff\') <> 1'],
    ['gaps in the order numbers', 'select coalesce(max(cast(substr(number, 8) as integer)), 0) - count(*) from orders'],
    ['change numbers used twice', 'select count(*) - count(distinct change_number) from order_events'],
    ['keys without an answer', 'select count(*) from idempotency_keys where answer is null'],
  ]
  wrong.push(...none.filter(([, sql]) => count(sql) !== 0).map(([what, sql]) => `${count(sql)} ${what}`))
  if (file.pragma('integrity_check', { simple: true }) !== 'ok')
    wrong.push('the file is damaged')
  file.close()
  return wrong
}
