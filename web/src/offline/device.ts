import type { QueryKey } from '@tanstack/vue-query'
import type { KeptAnswer } from './kept-answers.ts'
import { memoryStore, openDeviceStore, sturdyStore } from './device-store.ts'
import { recallAnswer } from './kept-answers.ts'

/** What this device keeps, opened once for the whole app. */
export const device = sturdyStore(openDeviceStore(), memoryStore())

export function recall(key: QueryKey): Promise<KeptAnswer<unknown> | null> {
  return recallAnswer(device, key)
}
