/**
 * Reading ahead: whoever took a list of tasks asks for one document after the other, and each answer is a way to the server and
 * back. So the next ones are read with the one that is asked for. What changes meanwhile is no harm: the task's mark has risen
 * then, and the task stays open.
 */

export class Ahead<V> {
  readonly #size: number
  readonly #read: (ids: readonly string[]) => Promise<ReadonlyMap<string, V>>
  #queue: readonly string[] = []
  readonly #pending = new Map<string, Promise<ReadonlyMap<string, V>>>()

  /** `size`: how many are read together. */
  constructor(size: number, read: (ids: readonly string[]) => Promise<ReadonlyMap<string, V>>) {
    this.#size = size
    this.#read = read
  }

  /** These are about to be asked for, in this order. */
  expect(ids: readonly string[]): void {
    this.forget()
    this.#queue = ids
  }

  /** Something was written: what was read is to be read again. */
  forget(): void {
    this.#pending.clear()
    this.#queue = []
  }

  /** Each is given once: whoever asks again wants to know how it stands now. */
  async get(id: string): Promise<V | null> {
    const known = this.#pending.get(id)
    if (known === undefined) this.#readFrom(id)
    const found = this.#pending.get(id)!
    this.#pending.delete(id)
    return (await found).get(id) ?? null
  }

  #readFrom(id: string): void {
    const at = this.#queue.indexOf(id)
    const ids = at === -1 ? [id] : this.#queue.slice(at, at + this.#size)
    const reading = this.#read(ids)
    for (const one of ids) this.#pending.set(one, reading)
  }
}
