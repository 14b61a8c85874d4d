import { useIdempotencyKey } from '../orders/idempotency-key.ts'

/** Gives the idempotency key of an act: the same for as long as the same is tried, another one for anything else. */
export function useActKey(): { of: (...act: unknown[]) => string, done: () => void } {
  const key = useIdempotencyKey()
  let tried = ''
  return {
    of(...act) {
      const what = JSON.stringify(act)
      if (tried !== what)
        key.renew()
      tried = what
      return key.value
    },
    /** What is done next is another act, even when it looks the same. */
    done: () => tried = '',
  }
}
