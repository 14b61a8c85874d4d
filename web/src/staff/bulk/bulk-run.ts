import type { BulkAnswer, BulkResult } from '@orderbeat/shared'
import type { BulkPlan } from './bulk-groups.ts'
import { bulkUpdateOrders, getStaffOrder, undoBatch } from '@orderbeat/shared'
import { useQueryClient } from '@tanstack/vue-query'
import { computed, ref, shallowRef } from 'vue'
import { ApiError, useClient } from '../../api/client.ts'
import { useActKey } from '../act-key.ts'
import { apiReason } from '../order-refusal.ts'
import { readOrdersAgain } from '../staff-queries.ts'
import { bulkWords } from './bulk-words.ts'

/** Milliseconds that a run over many orders may take. */
const patience = 60_000

/**
 * Moving many orders at once: looked at beforehand, run, and taken back. Orders go with the versions that were seen. A run
 * whose answer is lost goes on under its key when it is tried again, so what is asked for stays as it is until then.
 */
export function useBulkRun() {
  const client = useClient()
  const queryClient = useQueryClient()
  const runKey = useActKey()
  const undoKey = useActKey()

  const plan = shallowRef<BulkPlan>({ orders: [], status: 'confirmed' })
  const comment = ref('')
  const allowSkips = ref(false)
  const preview = shallowRef<BulkResult[] | null>(null)
  const answer = shallowRef<BulkAnswer | null>(null)
  const undone = shallowRef<BulkResult[] | null>(null)
  const undoUntil = shallowRef<string | null>(null)
  const pending = ref<'preview' | 'run' | 'undo' | null>(null)
  const failure = ref('')
  /** A run was sent and nobody knows whether it arrived: it must be tried as it was. */
  const inDoubt = ref(false)
  let turn = 0

  const body = () => ({
    orders: plan.value.orders.map(({ id, version }) => ({ id, version })),
    status: plan.value.status,
    ...(comment.value.trim() && { comment: comment.value.trim() }),
    ...(allowSkips.value && { allowSkips: true }),
  })

  async function begin(next: BulkPlan): Promise<void> {
    plan.value = next
    comment.value = ''
    allowSkips.value = false
    answer.value = undone.value = preview.value = undoUntil.value = null
    inDoubt.value = false
    runKey.done()
    await look()
  }

  /** Asks what would happen. */
  async function look(): Promise<void> {
    const own = ++turn
    await attempt('preview', async () => {
      const { results } = await client.call(bulkUpdateOrders, { body: { ...body(), dryRun: true } }, { patience })
      if (own === turn)
        preview.value = results
    })
  }

  async function run(): Promise<void> {
    inDoubt.value = true
    await attempt('run', async () => {
      const sent = body()
      answer.value = await client.call(bulkUpdateOrders, { body: sent, headers: { 'idempotency-key': runKey.of(sent) } }, { patience })
      readOrdersAgain(queryClient)
      undoUntil.value = await undoableUntil(answer.value.results)
    })
    inDoubt.value = answer.value === null && inDoubt.value
  }

  async function undo(): Promise<void> {
    await attempt('undo', async () => {
      undone.value = await takeBack(answer.value!.batchId!)
    })
  }

  /** Takes back a run, this one or one before it. Rejects where nothing could be taken back. */
  async function takeBack(batchId: string): Promise<BulkResult[]> {
    try {
      const { results } = await client.call(undoBatch, { params: { batchId }, headers: { 'idempotency-key': undoKey.of(batchId) } }, { patience })
      return results
    }
    finally {
      readOrdersAgain(queryClient)
    }
  }

  /** What can be taken back says until when. Where it does not, the API is asked when somebody tries. */
  async function undoableUntil(results: BulkResult[]): Promise<string | null> {
    const moved = results.findLast(({ outcome }) => outcome === 'updated')
    if (moved === undefined)
      return null
    const order = await client.call(getStaffOrder, { params: { orderId: moved.orderId } }).catch(() => null)
    return order?.undoUntil ?? null
  }

  async function attempt(what: NonNullable<typeof pending.value>, work: () => Promise<void>): Promise<void> {
    pending.value = what
    failure.value = ''
    try {
      await work()
    }
    catch (error) {
      const told = error instanceof ApiError
      failure.value = told ? apiReason(error) : what === 'run' ? bulkWords.lostRun : bulkWords.lost
      // A run that broke off goes on under its key.
      if (told && error.status < 500 && error.code !== 'idempotency-in-flight')
        inDoubt.value = false
    }
    finally {
      pending.value = null
    }
  }

  const movable = computed(() => preview.value?.filter(({ outcome }) => outcome === 'updated').length ?? 0)

  return { plan, comment, allowSkips, preview, answer, undone, undoUntil, pending, failure, inDoubt, movable, begin, look, run, undo, takeBack }
}
