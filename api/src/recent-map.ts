/**
 * A map that forgets what has not been used for longest, so that it cannot grow without end. It keeps two generations:
 * when the young one is full, the old one is dropped whole, so using an entry costs no reordering.
 * At least `most` and at most twice as many entries are kept.
 */
export class RecentMap<K, V> {
  readonly #most: number
  #young = new Map<K, V>()
  #old = new Map<K, V>()

  constructor(most: number) {
    this.#most = most
  }

  get(key: K): V | undefined {
    const young = this.#young.get(key)
    if (young !== undefined)
      return young
    const old = this.#old.get(key)
    if (old !== undefined)
      this.set(key, old)
    return old
  }

  set(key: K, value: V): void {
    if (this.#young.size >= this.#most) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(key, value)
  }

  get size(): number {
    return this.#young.size + this.#old.size
  }
}
