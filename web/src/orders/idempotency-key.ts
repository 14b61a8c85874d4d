/** A key for one act of a person: made when the form opens, kept while it is tried, another one for the next act. */
export function useIdempotencyKey() {
  let value = newKey()
  return {
    get value() {
      return value
    },
    renew(): void {
      value = newKey()
    },
  }
}

/** Random, also where the page was not served over https and `randomUUID` is missing. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')
}
