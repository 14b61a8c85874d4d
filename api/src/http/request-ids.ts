/**
 * Names requests, for answers and logs: what this start of the server is named, and a count. As unique as a random id for
 * each, but a count costs next to nothing, and random bytes a good part of an empty answer.
 */
export function createRequestIds(start: string): () => string {
  let count = 0
  return () => `${start}-${(++count).toString(36)}`
}
