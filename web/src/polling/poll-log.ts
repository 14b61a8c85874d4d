import type { QueryKey } from '@tanstack/vue-query'
import type { Ref } from 'vue'
import type { Answer } from '../api/client.ts'
import type { PollWorld } from './poll-world.ts'

// What the poller does, in the console of developers. The mode is known when the app is built: in production these do
// nothing, and neither they nor the calls are in the bundle.

/** Says that a resource was asked for, and what came of it. */
export function logRequest(key: QueryKey, answering: Promise<Answer<unknown>>): void {
  if (import.meta.env.MODE === 'development') {
    log(key, 'asked')
    answering.then(({ status }) => log(key, `answered ${status}`), (error: Error) => log(key, `failed: ${error.message}`))
  }
}

/** Says when it is asked for next, if by itself at all. */
export function logNext(key: Readonly<Ref<QueryKey>>, at: number | null, world: PollWorld): void {
  if (import.meta.env.MODE === 'development' && at !== null)
    log(key.value, `next in ${Math.max(0, Math.round((at - world.now()) / 1000))} s`)
}

function log(key: QueryKey, words: string): void {
  // eslint-disable-next-line no-console -- At this level it is seen only by those who ask for it.
  console.debug(`poll ${String(key.at(-1))}: ${words}`)
}
