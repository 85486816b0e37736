/** Remembering what was worked out of a value, as long as somebody holds the value. For pure functions only. */

/** A store of results by the object that they were made of, and a key where one object gives several. */
export interface Memo<Of extends object, T> {
  of(one: Of, key: string, make: () => T): T
}

export function memo<Of extends object, T>(): Memo<Of, T> {
  const known = new WeakMap<Of, Map<string, T>>()
  return {
    of(one, key, make) {
      const made = known.get(one) ?? new Map<string, T>()
      known.set(one, made)
      if (!made.has(key)) made.set(key, make())
      return made.get(key) as T
    },
  }
}
