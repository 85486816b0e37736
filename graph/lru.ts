/** The values used last, up to a number of them. */
export class Lru<K, V> {
  readonly #size: number
  readonly #values = new Map<K, V>()

  constructor(size: number) {
    this.#size = size
  }

  /** The value under a key, made where it is not remembered. */
  get(key: K, make: () => V): V {
    return this.find(key, make) as V
  }

  /** As `get`; what is not there is not remembered. */
  find(key: K, make: () => V | undefined): V | undefined {
    const known = this.#values.get(key)
    const value = known ?? make()
    if (value === undefined) return undefined
    if (known !== undefined) this.#values.delete(key)
    this.#values.set(key, value)
    if (this.#values.size > this.#size) this.#values.delete(this.#values.keys().next().value as K)
    return value
  }

  delete(key: K): void {
    this.#values.delete(key)
  }

  clear(): void {
    this.#values.clear()
  }
}
